import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { visitorTexts } from "./visitor";

export default async function NotFound() {
  const { words } = await visitorTexts();
  return (
    <main className="py-12">
      <title>{words.notFound.title}</title>
      <EmptyState
        picture="side"
        linen="clay"
        title={words.notFound.title}
        titleAs="h1"
        action={
          <a href="/" className={buttonClass("outline")}>
            {words.notFound.home}
          </a>
        }
      >
        {words.notFound.hint}
      </EmptyState>
    </main>
  );
}
