import { setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { Document, documentViewport } from "@/components/document";
import { isLocale, type Locale } from "@/lib/platform/i18n/locales";
import { ErrorWordsProvider } from "./_parts/error-words";
import { guestMessages } from "./_parts/load";

export const viewport = documentViewport;

/** Root layout of the guests' pages: the language is the path's. An unknown one is answered by its page with "not found". */
export default async function GuestLayout({
  params,
  children,
}: {
  params: Promise<{ locale: string }>;
  children: ReactNode;
}) {
  const { locale: given } = await params;
  if (isLocale(given)) setRequestLocale(given);
  const locale: Locale = isLocale(given) ? given : "en";
  const { error } = await guestMessages(locale);
  return (
    <Document lang={locale}>
      <ErrorWordsProvider words={error}>{children}</ErrorWordsProvider>
    </Document>
  );
}
