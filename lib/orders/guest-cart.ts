import type { MenuDto, MenuItemDto } from "@/lib/menu/schema";
import type { PlaceOrderInput } from "./schema";

/** What a guest has chosen and not sent yet. Pure: storing and sending it are others' work. */

export interface CartLine {
  key: string;
  menuItemId: string;
  /** The name when it was chosen, for a dish that leaves the menu. */
  name: string;
  modifierIds: string[];
  quantity: number;
  note: string;
  /** Staff's orders alone: 2 and later; the first course has none. */
  course?: number;
}

/** A request on its way: the same key and body go again until there is an answer. */
export interface PendingOrder {
  key: string;
  body: PlaceOrderInput;
  /** The cart's line for each item of the body. */
  lineKeys: string[];
}

export interface Cart {
  lines: CartLine[];
  note: string;
  pending: PendingOrder | null;
}

export const emptyCart: Cart = { lines: [], note: "", pending: null };

export const maxQuantity = 99;
export const maxNoteLength = 280;
/** Of PlaceOrderInput. */
const maxLines = 60;

/** Whether two lines are the same dish, chosen the same, for the same course. */
export function sameChoice(a: Omit<CartLine, "key" | "quantity">, b: Omit<CartLine, "key" | "quantity">): boolean {
  return (
    a.menuItemId === b.menuItemId &&
    a.note === b.note &&
    a.course === b.course &&
    a.modifierIds.length === b.modifierIds.length &&
    a.modifierIds.every((id) => b.modifierIds.includes(id))
  );
}

/** Adds a choice; the same dish with the same options and note becomes more of the same line. At most 99 of a line, 60 lines. */
export function addLine(cart: Cart, line: CartLine): Cart {
  const same = cart.lines.find((each) => sameChoice(each, line));
  if (same) return setQuantity(cart, same.key, same.quantity + line.quantity);
  if (cart.lines.length >= maxLines) return cart;
  return { ...cart, lines: [...cart.lines, { ...line, quantity: Math.min(line.quantity, maxQuantity) }] };
}

/** Sets how many; 0 takes the line away. */
export function setQuantity(cart: Cart, key: string, quantity: number): Cart {
  if (quantity <= 0) return removeLine(cart, key);
  const lines = cart.lines.map((line) =>
    line.key === key ? { ...line, quantity: Math.min(quantity, maxQuantity) } : line,
  );
  return { ...cart, lines };
}

export function removeLine(cart: Cart, key: string): Cart {
  return { ...cart, lines: cart.lines.filter((line) => line.key !== key) };
}

/** Puts a removed line back where it was. */
export function restoreLine(cart: Cart, line: CartLine, index: number): Cart {
  if (cart.lines.some((each) => each.key === line.key)) return cart;
  return { ...cart, lines: cart.lines.toSpliced(index, 0, line) };
}

/** Replaces a line's choice; when another line says the same already, the two become one. */
export function changeLine(cart: Cart, key: string, change: Omit<CartLine, "key">): Cart {
  const twin = cart.lines.find((line) => line.key !== key && sameChoice(line, change));
  if (twin) return setQuantity(removeLine(cart, key), twin.key, twin.quantity + change.quantity);
  return { ...cart, lines: cart.lines.map((line) => (line.key === key ? { key, ...change } : line)) };
}

/** How many of a dish are in the cart, over all its lines. */
export function quantityOf(cart: Cart, menuItemId: string): number {
  return cart.lines.reduce((sum, line) => (line.menuItemId === menuItemId ? sum + line.quantity : sum), 0);
}

export type LineProblem = "gone" | "soldOut" | "notNow" | "optionOut" | "optionsChanged";

export interface PricedLine {
  line: CartLine;
  /** null when it has left the menu. */
  item: MenuItemDto | null;
  options: string[];
  /** Minor units, options included. */
  unitPrice: number;
  /** Minor units. */
  total: number;
  problem: LineProblem | null;
}

function problemOf(item: MenuItemDto, modifierIds: readonly string[]): LineProblem | null {
  if (item.soldOut) return "soldOut";
  if (!item.available) return "notNow";
  const known = new Map(
    item.modifierGroups.flatMap((group) => group.modifiers.map((each) => [each.id, each] as const)),
  );
  if (modifierIds.some((id) => !known.has(id))) return "optionsChanged";
  if (modifierIds.some((id) => known.get(id)?.available === false)) return "optionOut";
  const fits = item.modifierGroups.every((group) => {
    const chosen = group.modifiers.filter((each) => modifierIds.includes(each.id)).length;
    return chosen >= group.min && chosen <= group.max;
  });
  return fits ? null : "optionsChanged";
}

export interface PricedCart {
  lines: PricedLine[];
  /** How many things can be ordered now. */
  count: number;
  /** Minor units of what can be ordered now. */
  total: number;
  problems: number;
}

/** The cart at the live menu's prices and availability. What cannot be ordered is marked and not counted. */
export function priceCart(cart: Cart, items: ReadonlyMap<string, MenuItemDto>): PricedCart {
  const lines = cart.lines.map((line): PricedLine => {
    const item = items.get(line.menuItemId);
    if (!item) return { line, item: null, options: [], unitPrice: 0, total: 0, problem: "gone" };
    const chosen = item.modifierGroups
      .flatMap((group) => group.modifiers)
      .filter((each) => line.modifierIds.includes(each.id));
    const unitPrice = chosen.reduce((sum, each) => sum + each.price, item.price);
    return {
      line,
      item,
      options: chosen.map((each) => each.name),
      unitPrice,
      total: unitPrice * line.quantity,
      problem: problemOf(item, line.modifierIds),
    };
  });
  const good = lines.filter((each) => each.problem === null);
  return {
    lines,
    count: good.reduce((sum, each) => sum + each.line.quantity, 0),
    total: good.reduce((sum, each) => sum + each.total, 0),
    problems: lines.length - good.length,
  };
}

export function itemsById(menu: MenuDto): Map<string, MenuItemDto> {
  return new Map(menu.categories.flatMap((category) => category.items.map((item) => [item.id, item] as const)));
}

/** The request for what can be ordered now, or null when that is nothing. */
export function toRequest(cart: Cart, priced: PricedCart, key: string): PendingOrder | null {
  const lines = priced.lines.filter((each) => each.problem === null).map((each) => each.line);
  if (lines.length === 0) return null;
  const note = cart.note.trim();
  return {
    key,
    body: {
      items: lines.map((line) => ({
        menuItemId: line.menuItemId,
        quantity: line.quantity,
        modifierIds: line.modifierIds,
        ...(line.note.trim() ? { note: line.note.trim() } : {}),
        ...(line.course ? { course: line.course } : {}),
      })),
      ...(note ? { note } : {}),
    },
    lineKeys: lines.map((line) => line.key),
  };
}

/** A cart as it was stored; anything else is an empty one. */
export function parseCart(text: string | null): Cart {
  if (!text) return emptyCart;
  try {
    const value = JSON.parse(text) as Partial<Cart>;
    if (!Array.isArray(value.lines)) return emptyCart;
    const lines = value.lines.filter(
      (line) =>
        typeof line?.key === "string" &&
        typeof line.menuItemId === "string" &&
        Array.isArray(line.modifierIds) &&
        Number.isInteger(line.quantity) &&
        line.quantity > 0,
    );
    const pending = value.pending;
    return {
      lines: lines.map((line) => ({ ...line, name: line.name ?? "", note: line.note ?? "" })),
      note: typeof value.note === "string" ? value.note : "",
      pending: pending?.key && Array.isArray(pending.body?.items) && Array.isArray(pending.lineKeys) ? pending : null,
    };
  } catch {
    return emptyCart;
  }
}
