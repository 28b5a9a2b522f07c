import type { Metadata } from "next";
import { notFound } from "next/navigation";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { title: "Empty", description: "What Next ships for nothing." };

/** What the guest's menu is measured against. There only under `npm run bench`. */
export default function EmptyPage() {
  if (process.env.SERVERY_BENCH !== "1") notFound();
  return <main>Empty</main>;
}
