import { Salad, Wheat } from "lucide-react";
import { capital, fill } from "@/components/fill-text";
import { useGuestTexts } from "@/components/guest-texts";
import { allergenIcon } from "@/components/ui/allergen-icon";
import type { Allergen } from "@/lib/menu/schema";

/** Drawn once for the many lines that show it: a page with a hundred dishes would carry a thousand strokes otherwise. */
export function AllergenMark() {
  return (
    <svg aria-hidden="true" className="absolute size-0">
      <symbol id="allergen-mark" viewBox="0 0 24 24">
        <Wheat strokeWidth={1.75} />
      </symbol>
    </svg>
  );
}

/** One 13 px line, under an AllergenMark; `sentence` says "Contains milk" where there is room for it. */
export function AllergenLine({ allergens, sentence = false }: { allergens: readonly string[]; sentence?: boolean }) {
  const { guest, locale } = useGuestTexts();
  if (allergens.length === 0) return null;
  const list = allergens.map((each) => guest.allergens[each as Allergen] ?? each).join(", ");
  return (
    <p className="mt-1.5 flex items-start gap-1.5 text-xs text-ink-3">
      <svg aria-hidden="true" className="mt-px size-[15px] flex-none">
        <use href="#allergen-mark" />
      </svg>
      {sentence ? (
        fill(guest.menu.contains, { list })
      ) : (
        <span>
          <span className="sr-only">{guest.item.allergens}: </span>
          {capital(list, locale)}
        </span>
      )}
    </p>
  );
}

/** Icon and word for each, as the item's sheet shows them; the diets after them. */
export function AllergenList({ allergens, diets }: { allergens: readonly string[]; diets: readonly string[] }) {
  const { guest } = useGuestTexts();
  if (allergens.length + diets.length === 0) return null;
  return (
    <ul className="mt-2.5 flex flex-wrap gap-x-4 gap-y-1.5 text-sm" aria-label={guest.item.allergens}>
      {allergens.map((each) => {
        const Icon = allergenIcon(each);
        return (
          <li key={each} className="inline-flex items-center gap-1.5">
            <Icon aria-hidden className="size-[18px] text-ink-2" strokeWidth={1.75} />
            {guest.allergens[each as Allergen] ?? each}
          </li>
        );
      })}
      {diets.map((each) => (
        <li key={each} className="inline-flex items-center gap-1.5 text-ink-2">
          <Salad aria-hidden className="size-[18px]" strokeWidth={1.75} />
          {guest.diets[each as keyof typeof guest.diets] ?? each}
        </li>
      ))}
    </ul>
  );
}
