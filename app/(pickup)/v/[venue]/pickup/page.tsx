import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NextIntlClientProvider } from "next-intl";
import { PickupScreen } from "@/lib/pickup/components/pickup-screen";
import { readPickup } from "@/lib/pickup/queries";
import { getGuestContext } from "@/lib/platform/auth/page";
import { inLocale, isLocale, type Locale } from "@/lib/platform/i18n/locales";
import { readMessages } from "@/lib/platform/i18n/messages";

interface Props {
  params: Promise<{ venue: string }>;
  /** `lang`: another language than the house's own. */
  searchParams: Promise<{ lang?: string | string[] }>;
}

async function load({ params, searchParams }: Props) {
  const { venue: slug } = await params;
  const { lang } = await searchParams;
  const context = await getGuestContext(slug);
  if (!context) notFound();
  const { venue } = context;
  const locale: Locale = isLocale(lang) ? lang : venue.defaultLocale;
  return {
    venue,
    locale,
    name: inLocale(venue.names, locale, venue.defaultLocale),
    messages: await readMessages(locale),
  };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { name, messages } = await load(props);
  return { title: `${messages.pickup.title} · ${name}`, robots: { index: false } };
}

/** For anybody: it shows numbers, and a screen on a wall should need nobody who signs in. */
export default async function PickupPage(props: Props) {
  const { venue, locale, name, messages } = await load(props);
  const start = await readPickup(venue);
  return (
    <div lang={locale}>
      <NextIntlClientProvider locale={locale} messages={{ common: messages.common, pickup: messages.pickup }}>
        <PickupScreen venue={venue.slug} name={name} timezone={venue.timezone} start={start} />
      </NextIntlClientProvider>
    </div>
  );
}
