import "@/app/globals.css";
import type { Viewport } from "next";
import type { ReactNode } from "react";

/** What every root layout exports: the browser's own bars take the page's ground. */
export const documentViewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f4f0" },
    { media: "(prefers-color-scheme: dark)", color: "#171511" },
  ],
};

/** html and body of a surface; `surface="kitchen"` is always dark and brighter. */
export function Document({ lang, surface, children }: { lang: string; surface?: "kitchen"; children: ReactNode }) {
  return (
    <html lang={lang} data-surface={surface}>
      <body className="min-h-dvh bg-paper text-base text-ink">{children}</body>
    </html>
  );
}
