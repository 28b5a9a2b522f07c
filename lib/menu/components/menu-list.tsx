"use client";

import { type CSSProperties, type RefObject, useEffect, useRef, useState } from "react";
import type { MenuCategoryDto, MenuDto, MenuItemDto } from "@/lib/menu/schema";
import { AllergenMark } from "./allergens";
import { type AddControl, DishRow, DrinkRow, LeadRow } from "./menu-row";

const drink = /^(cocktail-.+|beer|(white-)?wine|sparkling|spirit|soft-drink|cola|juice|water|ayran|coffee|tea)$/;

function isDrinks(category: MenuCategoryDto): boolean {
  return category.items.every((item) => drink.test(item.picture));
}

export function sectionId(category: MenuCategoryDto): string {
  return `section-${category.id}`;
}

/** The dish each section opens with, chosen once: a dish that sells out must not move under a finger. */
function chooseLeads(menu: MenuDto): Set<string> {
  const leads = menu.categories.flatMap((category) =>
    isDrinks(category) ? [] : [category.items.find((item) => item.available) ?? category.items[0]],
  );
  return new Set(leads.map((item) => item?.id ?? ""));
}

interface SectionProps {
  category: MenuCategoryDto;
  lead: MenuItemDto | undefined;
  menu: MenuDto;
  /** It is on the first screen. */
  first: boolean;
  Add?: AddControl;
  onOpen: (itemId: string) => void;
}

/** Far from the screen, in px, where a section's pictures begin to be drawn. */
const ahead = "1200px";

/** Whether the element has come near the screen; once it has, for good. */
function useNear(initially: boolean): [boolean, RefObject<HTMLElement | null>] {
  const [near, setNear] = useState(initially);
  const element = useRef<HTMLElement>(null);
  useEffect(() => {
    if (near || !element.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      rootMargin: `${ahead} 0px`,
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [near]);
  return [near, element];
}

const lazy =
  "[contain-intrinsic-block-size:auto_var(--height)] [content-visibility:auto] @min-[600px]:[contain-intrinsic-block-size:auto_calc(var(--height)*.55)]";

function Section({ category, lead, menu, first, Add, onOpen }: SectionProps) {
  const [near, element] = useNear(first);
  const id = sectionId(category);
  const Row = isDrinks(category) ? DrinkRow : DishRow;
  const rest = category.items.filter((item) => item !== lead);
  const common = { currency: menu.currency, secondCurrency: menu.secondCurrency, Add, onOpen, near };
  // A section out of sight is neither laid out nor painted; until then it is taken to be about this high.
  const height = 110 + (lead ? 330 : 0) + rest.length * (Row === DrinkRow ? 92 : 158);
  return (
    <section
      ref={element}
      id={id}
      aria-labelledby={`${id}-name`}
      style={first ? undefined : ({ "--height": `${height}px` } as CSSProperties)}
      className={`-mx-2 scroll-mt-10 px-2 pt-[26px] pb-1.5 ${first ? "" : lazy}`}
    >
      <h2 id={`${id}-name`} className="text-2xl font-semibold tracking-[-0.022em]">
        {category.name}
      </h2>
      {category.note ? <p className="mt-1 text-sm text-balance text-ink-2">{category.note}</p> : null}
      <ul className="mt-3.5 grid grid-cols-1 gap-x-8 @min-[600px]:grid-cols-2">
        {lead ? <LeadRow item={lead} {...common} /> : null}
        {rest.map((item) => (
          <Row key={item.id} item={item} {...common} />
        ))}
      </ul>
    </section>
  );
}

/** The sections of a menu, or of what a search found in it. */
export function MenuList({
  menu,
  categories,
  found,
  Add,
  onOpen,
}: {
  menu: MenuDto;
  categories: MenuCategoryDto[];
  /** They are a search's result: plain rows, no lead dish. */
  found: boolean;
  Add?: AddControl;
  onOpen: (itemId: string) => void;
}) {
  const [leads] = useState(() => chooseLeads(menu));
  return (
    <>
      <AllergenMark />
      {categories.map((category, at) => (
        <Section
          key={category.id}
          category={category}
          lead={found ? undefined : category.items.find((item) => leads.has(item.id))}
          menu={menu}
          first={at === 0}
          Add={Add}
          onOpen={onOpen}
        />
      ))}
    </>
  );
}
