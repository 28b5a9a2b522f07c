import { NextIntlClientProvider } from "next-intl";
import { getLocale, getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import { Document } from "@/components/document";

export { documentViewport as viewport } from "@/components/document";

/** The kitchen's wall: dark, bright and large, in the cook's language. */
export default async function KitchenLayout({ children }: { children: ReactNode }) {
  const { app, common, connection, errors, kitchen, people, signIn, staff } = await getMessages();
  const { allergens, allergen } = staff.orders;
  return (
    <Document lang={await getLocale()} surface="kitchen">
      <NextIntlClientProvider
        messages={{
          app,
          common,
          connection,
          errors,
          kitchen,
          people,
          signIn: { language: signIn.language },
          staff: { sound: staff.sound, orders: { allergens, allergen } },
        }}
      >
        {children}
      </NextIntlClientProvider>
    </Document>
  );
}
