"use client";

import { Plus } from "lucide-react";
import { createContext, useContext } from "react";
import { fill } from "@/components/fill-text";
import { useGuestTexts } from "@/components/guest-texts";
import type { MenuItemDto } from "@/lib/menu/schema";
import { quantityOf } from "../../guest-cart";
import { useCart } from "./cart-store";

/** What pressing + does: adds at once, or opens the dish where there is something to choose. */
export const AddAction = createContext<(item: MenuItemDto) => void>(() => {});

/** The 44 px key in the corner of a dish: +, or how many are in the order. */
export function AddButton({ item }: { item: MenuItemDto }) {
  const { guest } = useGuestTexts();
  const add = useContext(AddAction);
  const n = useCart((cart) => quantityOf(cart, item.id));
  const chooses = item.modifierGroups.length > 0;
  const words = chooses ? (n ? guest.menu.chooseMore : guest.menu.choose) : n ? guest.menu.addMore : guest.menu.add;
  return (
    <button
      type="button"
      aria-label={fill(words, { name: item.name, n })}
      aria-haspopup={chooses ? "dialog" : undefined}
      onClick={() => add(item)}
      className={`press absolute right-0 bottom-0 z-1 grid size-11 place-items-center rounded-md border font-semibold shadow-[0_0_0_4px_var(--color-paper)] ${
        n
          ? "border-accent bg-accent text-on-accent hover:bg-accent-down"
          : "border-edge bg-surface text-accent-ink hover:bg-sunk"
      }`}
    >
      {n || <Plus aria-hidden className="size-5" strokeWidth={1.75} />}
    </button>
  );
}
