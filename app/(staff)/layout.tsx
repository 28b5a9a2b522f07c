import "./staff.css";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { Document } from "@/components/document";

export { documentViewport as viewport } from "@/components/document";

/** The screens of the people who work here, in their own language. */
export default async function StaffLayout({ children }: { children: ReactNode }) {
  const { common, connection, errors, staff, pad, floor, people, app, signIn } = await getMessages();
  return (
    <Document lang={await getLocale()}>
      <NextIntlClientProvider messages={{ common, connection, errors, staff, pad, floor, people, app, signIn }}>
        {children}
      </NextIntlClientProvider>
    </Document>
  );
}
