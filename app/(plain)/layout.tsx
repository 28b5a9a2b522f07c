import type { ReactNode } from "react";
import { Document, documentViewport } from "@/components/document";
import { visitorTexts } from "./visitor";

export const viewport = documentViewport;

/** Root layout of the few pages that belong to no venue: the visitor's language. */
export default async function PlainLayout({ children }: { children: ReactNode }) {
  const { locale } = await visitorTexts();
  return <Document lang={locale}>{children}</Document>;
}
