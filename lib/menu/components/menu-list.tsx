"use client";

import { useState } from "react";
import type { MenuCategoryDto, MenuDto } from "@/lib/menu/schema";
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
  return categories.map((category, at) => {
    const Row = isDrinks(category) ? DrinkRow : DishRow;
    const lead = found ? undefined : category.items.find((item) => leads.has(item.id));
    const rest = category.items.filter((item) => item !== lead);
    const common = { currency: menu.currency, secondCurrency: menu.secondCurrency, Add, onOpen };
    return (
      <section
        key={category.id}
        id={sectionId(category)}
        aria-labelledby={`${sectionId(category)}-name`}
        className="scroll-mt-10 pt-[26px] pb-1.5"
      >
        <h2 id={`${sectionId(category)}-name`} className="text-2xl font-semibold tracking-[-0.022em]">
          {category.name}
        </h2>
        {category.note ? <p className="mt-1 text-sm text-balance text-ink-2">{category.note}</p> : null}
        <ul className="mt-3.5 grid grid-cols-1 gap-x-8 @min-[600px]:grid-cols-2">
          {lead ? <LeadRow item={lead} first={at === 0} {...common} /> : null}
          {rest.map((item) => (
            <Row key={item.id} item={item} {...common} />
          ))}
        </ul>
      </section>
    );
  });
}
