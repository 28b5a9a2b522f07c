import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { fill } from "@/components/fill-text";
import { getGuestContext } from "@/lib/platform/auth/page";
import { inLocale } from "@/lib/platform/i18n/locales";
import { guestMessages, localeOrNotFound } from "../../_parts/load";
import { OrderPage } from "../../_parts/order-page";

interface Props {
  params: Promise<{ locale: string; venue: string }>;
  searchParams: Promise<{ table?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale: given, venue: slug } = await params;
  const locale = localeOrNotFound(given);
  const context = await getGuestContext(slug);
  if (!context) notFound();
  const { meta } = await guestMessages(locale);
  const venue = inLocale(context.venue.names, locale, context.venue.defaultLocale);
  return { title: fill(meta.order, { venue }), robots: { index: false } };
}

export default async function VenueOrderPage({ params, searchParams }: Props) {
  const { locale, venue } = await params;
  const { table } = await searchParams;
  return (
    <OrderPage locale={localeOrNotFound(locale)} slug={venue} table={typeof table === "string" ? table : undefined} />
  );
}
