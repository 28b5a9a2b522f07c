import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { fill } from "@/components/fill-text";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { getGuestContext } from "@/lib/platform/auth/page";
import { inLocale } from "@/lib/platform/i18n/locales";
import { guestMessages, guestTexts, localeOrNotFound, readSittingStart } from "../../../_parts/load";
import { StatusScreen } from "../../../_parts/status-screen";

interface Props {
  params: Promise<{ locale: string; venue: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale: given, venue: slug } = await params;
  const locale = localeOrNotFound(given);
  const context = await getGuestContext(slug);
  if (!context) notFound();
  const { meta } = await guestMessages(locale);
  const venue = inLocale(context.venue.names, locale, context.venue.defaultLocale);
  return { title: fill(meta.status, { venue }), robots: { index: false } };
}

/** Each dish's progress and the table's bill, for the phones of a sitting; a closed one is thanked. */
export default async function StatusPage({ params }: Props) {
  const { locale: given, venue: slug } = await params;
  const locale = localeOrNotFound(given);
  const context = await getGuestContext(slug);
  if (!context) notFound();
  const { venue, guest } = context;
  if (!guest) {
    const { guest: words } = await guestTexts(locale, venue, null);
    return (
      <main className="mx-auto max-w-[1080px] px-5 py-12">
        <EmptyState
          picture="soup"
          linen="sea"
          title={words.status.noSitting}
          titleAs="h1"
          action={
            <Link href={`/${locale}/${slug}`} className={buttonClass("outline")}>
              {words.status.toMenu}
            </Link>
          }
        >
          {words.status.noSittingHint}
        </EmptyState>
      </main>
    );
  }
  const start = await readSittingStart(venue, guest);
  const texts = await guestTexts(locale, venue, start.tableKind);
  return (
    <StatusScreen
      key={start.guestId}
      texts={texts}
      venue={slug}
      currency={venue.currency}
      second={venue.second}
      start={start}
      menuPath={`/${locale}/${slug}/order?table=${start.sitting.tableNumber}`}
    />
  );
}
