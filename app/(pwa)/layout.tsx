import type { ReactNode } from "react";
import { Document } from "@/components/document";
import "../(staff)/staff.css";

export { documentViewport as viewport } from "@/components/document";

/** Root layout of the page that opens without network. The page sets its language itself: nobody is there to be asked. */
export default function OfflineLayout({ children }: { children: ReactNode }) {
  return <Document lang="bg">{children}</Document>;
}
