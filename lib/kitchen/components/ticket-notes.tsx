import { MessageSquareText, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { allergenIcon } from "@/components/ui/allergen-icon";
import { isAllergyNote } from "../ticket-parts";
import { inlineIcon, type } from "./ticket-type";

/** What somebody wrote, as they typed it; an allergy is called by its name first. */
export function Note({ text, className = "" }: { text: string; className?: string }) {
  const t = useTranslations("kitchen.ticket");
  const allergy = isAllergyNote(text);
  const word = t("allergyNote");
  // Who typed the very word has said it.
  const named = !text.trimStart().toLocaleLowerCase().startsWith(word.toLocaleLowerCase());
  const Icon = allergy ? TriangleAlert : MessageSquareText;
  return (
    <span
      data-note={allergy ? "allergy" : "plain"}
      className={`flex gap-[0.4em] bg-ink text-left tracking-normal text-paper ${type.option} ${className}`}
    >
      <Icon aria-hidden className={inlineIcon} strokeWidth={2.25} />
      <span className="min-w-0">
        {allergy ? (
          named ? (
            <b className="font-bold">{word}: </b>
          ) : null
        ) : (
          <span className="sr-only">{t("note")}: </span>
        )}
        <q className="font-semibold whitespace-pre-line [quotes:none]">{text}</q>
      </span>
    </span>
  );
}

/** What the dish contains by its recipe: each with its icon and its word. */
export function LineAllergens({ allergens }: { allergens: readonly string[] }) {
  const t = useTranslations("staff.orders");
  if (allergens.length === 0) return null;
  return (
    <span className={`flex flex-wrap gap-x-[0.7em] font-normal tracking-normal text-ink-2 ${type.small}`}>
      <span className="sr-only">{t("allergens")}: </span>
      {allergens.map((each) => {
        const Icon = allergenIcon(each);
        return (
          <span key={each} className="inline-flex gap-[0.3em]">
            <Icon aria-hidden className={inlineIcon} strokeWidth={2} />
            {t(`allergen.${each}`)}
          </span>
        );
      })}
    </span>
  );
}
