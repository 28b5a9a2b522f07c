import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { NobodyHere } from "@/components/app/nobody-here";
import { Document } from "@/components/document";

export { documentViewport as viewport } from "@/components/document";

export const metadata = { manifest: "/manifest.webmanifest" };

/** Signing in: nobody is known yet, so the language is the one kept on this device, or the browser's. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const { common, errors, signIn, people } = await getMessages();
  return (
    <Document lang={await getLocale()}>
      <NobodyHere />
      <NextIntlClientProvider messages={{ common, errors, signIn, people }}>{children}</NextIntlClientProvider>
    </Document>
  );
}
