import type { Metadata } from "next";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { visitorTexts } from "../visitor";

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await visitorTexts();
  return { title: words.wrongCode.title, robots: { index: false } };
}

/** For a table's code that was never valid, or is not any more. */
export default async function WrongCodePage() {
  const { locale, words } = await visitorTexts();
  return (
    <main className="mx-auto max-w-xl py-12">
      <EmptyState
        picture="tea"
        linen="wheat"
        title={words.wrongCode.heading}
        titleAs="h1"
        action={
          <a href={`/${locale}`} className={buttonClass("outline")}>
            {words.wrongCode.menu}
          </a>
        }
      >
        {words.wrongCode.hint}
      </EmptyState>
    </main>
  );
}
