import type { Metadata } from "next";
import { OfflineShell } from "./offline-shell";

export const dynamic = "force-static";

export const metadata: Metadata = { title: "Servery", robots: { index: false } };

/**
 * What the service worker answers with when the network does not: the same file for everybody, with nobody's data in it. What a
 * person saw last comes from their own browser.
 */
export default function OfflinePage() {
  return <OfflineShell />;
}
