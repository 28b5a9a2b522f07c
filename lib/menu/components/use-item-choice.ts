"use client";

import { useRef, useState } from "react";
import type { MenuItemDto, ModifierGroupDto } from "@/lib/menu/schema";
import { chosenIn, firstMissing, isSingleChoice, priceWith, toggleOption } from "./choose-options";

/** What was chosen of a dish. */
export interface ItemChoice {
  modifierIds: string[];
  quantity: number;
  note: string;
}

/** Choosing a dish in a sheet, a guest's or a waiter's: its options within their limits, how many, a note. `body` holds the groups. */
export function useItemChoice(item: MenuItemDto, initial?: ItemChoice) {
  const [chosen, setChosen] = useState<string[]>(initial?.modifierIds ?? []);
  const [quantity, setQuantity] = useState(initial?.quantity ?? 1);
  const [note, setNote] = useState(initial?.note ?? "");
  const [missing, setMissing] = useState<string | null>(null);
  const [full, setFull] = useState<string | null>(null);
  const body = useRef<HTMLDivElement>(null);
  // Options that left the menu since they were chosen are not carried along.
  const known = chosen.filter((id) =>
    item.modifierGroups.some((group) => group.modifiers.some((each) => each.id === id)),
  );

  return {
    body,
    known,
    quantity,
    setQuantity,
    note,
    setNote,
    /** The group that still needs a choice, and the one that takes no more. */
    missing,
    full,
    /** Minor units of all of them, with their options. */
    total: priceWith(item, known) * quantity,
    press(group: ModifierGroupDto, modifierId: string): void {
      const next = toggleOption(group, known, modifierId);
      setFull(next.length === known.length && !isSingleChoice(group) && group.max > 1 ? group.id : null);
      setChosen(next);
      if (missing === group.id && chosenIn(group, next) >= group.min) setMissing(null);
    },
    /** What was chosen; null when a needed option is missing, which is then named and scrolled to. */
    complete(behavior: ScrollBehavior): ItemChoice | null {
      const group = firstMissing(item, known);
      if (!group) return { modifierIds: known, quantity, note: note.trim() };
      setMissing(group.id);
      const element = body.current?.querySelector<HTMLElement>(`#group-${CSS.escape(group.id)}`);
      element?.scrollIntoView({ behavior, block: "start" });
      element?.querySelector<HTMLInputElement>("input:enabled")?.focus({ preventScroll: true });
      return null;
    },
  };
}
