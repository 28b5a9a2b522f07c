import type { MenuItemDto, ModifierGroupDto } from "@/lib/menu/schema";

/** How a group is asked: one of several, any of several, within its limits. */
export function isSingleChoice(group: ModifierGroupDto): boolean {
  return group.min === 1 && group.max === 1;
}

export function chosenIn(group: ModifierGroupDto, chosen: readonly string[]): number {
  return group.modifiers.filter((each) => chosen.includes(each.id)).length;
}

/** The first group that still needs a choice, or null when the item can be ordered as chosen. */
export function firstMissing(item: MenuItemDto, chosen: readonly string[]): ModifierGroupDto | null {
  return item.modifierGroups.find((group) => chosenIn(group, chosen) < group.min) ?? null;
}

/** Takes or leaves an option. Where one is the most, it replaces the other; over a larger limit nothing changes. */
export function toggleOption(group: ModifierGroupDto, chosen: readonly string[], modifierId: string): string[] {
  if (chosen.includes(modifierId)) {
    return isSingleChoice(group) ? [...chosen] : chosen.filter((id) => id !== modifierId);
  }
  if (group.max === 1) {
    const others = new Set(group.modifiers.map((each) => each.id));
    return [...chosen.filter((id) => !others.has(id)), modifierId];
  }
  return chosenIn(group, chosen) >= group.max ? [...chosen] : [...chosen, modifierId];
}

/** Minor units of one, with its options. */
export function priceWith(item: MenuItemDto, chosen: readonly string[]): number {
  return item.modifierGroups
    .flatMap((group) => group.modifiers)
    .reduce((sum, each) => (chosen.includes(each.id) ? sum + each.price : sum), item.price);
}
