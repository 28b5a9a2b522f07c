import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { fill } from "@/components/fill-text";
import { inLocale } from "@/lib/platform/i18n/locales";
import { listVenues, type VenueSummary } from "@/lib/venues/queries";
import { guestMessages, localeOrNotFound } from "../_parts/load";
import { OrderPage } from "../_parts/order-page";

interface Props {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ table?: string | string[] }>;
}

/** A path without a venue means the only one. */
async function onlyVenue(): Promise<VenueSummary> {
  const [venue, another] = await listVenues();
  if (!venue || another) notFound();
  return venue;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeOrNotFound((await params).locale);
  const { names, defaultLocale } = await onlyVenue();
  const { meta } = await guestMessages(locale);
  return { title: fill(meta.order, { venue: inLocale(names, locale, defaultLocale) }), robots: { index: false } };
}

export default async function ShortOrderPage({ params, searchParams }: Props) {
  const locale = localeOrNotFound((await params).locale);
  const { table } = await searchParams;
  const { slug } = await onlyVenue();
  return <OrderPage locale={locale} slug={slug} table={typeof table === "string" ? table : undefined} />;
}
