import "./pickup.css";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { Document } from "@/components/document";
import { getGuestContext } from "@/lib/platform/auth/page";
import { isLocale } from "@/lib/platform/i18n/locales";
import { readMessages } from "@/lib/platform/i18n/messages";

export { documentViewport as viewport } from "@/components/document";

/** Root layout of the room's screen: as dark and bright as the kitchen's wall, in the house's own language. */
export default async function PickupLayout({
  params,
  children,
}: {
  params: Promise<{ venue: string }>;
  children: ReactNode;
}) {
  const { venue: slug } = await params;
  // Without a database there is still a page, which tries again by itself.
  const context = await getGuestContext(slug).catch(() => null);
  const locale = context?.venue.defaultLocale ?? (await getLocale());
  const { common, pickup } = await readMessages(isLocale(locale) ? locale : "en");
  return (
    <Document lang={locale} surface="kitchen">
      <NextIntlClientProvider locale={locale} messages={{ common, pickup }}>
        {children}
      </NextIntlClientProvider>
    </Document>
  );
}
