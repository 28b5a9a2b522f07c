import { inLocale } from "@/lib/platform/i18n/locales";
import type { OrderDto, OrderItemDto } from "../../schema";

/** What the words of an order depend on: the reader's language, and the venue's stations and limits. */
export interface OrderWords {
  locale: string;
  timezone: string;
  /** Station type → its name in the reader's language, and its target in seconds. */
  stations: Readonly<Record<string, { name: string; targetSeconds: number }>>;
  /** Seconds until an order that waits for a staff accept is given up. */
  approvalSeconds: number;
  /** Table number → whether it is a hotel room. */
  isRoom: (tableNumber: string | null) => boolean;
}

/** Seconds that a ready dish may stand at the pass. */
export const passSeconds = 180;

export function itemName(item: OrderItemDto, locale: string): string {
  return inLocale(item.names, locale, "bg") || item.name;
}

/**
 * "1 борш, 2 вареники": the same dish in several lines is counted once. Past `most` dishes the portions of the rest are a
 * number: "1 борш, 2 вареники, +3".
 */
export function itemsLine(items: readonly OrderItemDto[], locale: string, most = 99): string {
  const counts = new Map<string, number>();
  for (const item of items) {
    if (item.state === "voided") continue;
    const name = itemName(item, locale);
    counts.set(name, (counts.get(name) ?? 0) + item.quantity);
  }
  const dishes = [...counts];
  const rest = dishes.slice(most).reduce((sum, [, count]) => sum + count, 0);
  const named = dishes.slice(0, most).map(([name, count]) => `${count}\u00a0${name}`);
  return [...named, ...(rest > 0 ? [`+${rest}`] : [])].join(", ");
}

/** The stations the lines come from, each once. */
export function stationsLine(items: readonly OrderItemDto[], words: OrderWords): string {
  const types = new Set(items.flatMap((item) => item.station ?? []));
  return [...types].map((type) => words.stations[type]?.name ?? type).join(", ");
}

/** Seconds until a row of the board is late. */
export function limitOf(section: "ready" | "approval" | "kitchen", items: readonly OrderItemDto[], words: OrderWords) {
  if (section === "ready") return passSeconds;
  // Late while something can still be done about it, and not when the order is given up.
  if (section === "approval") return Math.min(passSeconds, words.approvalSeconds / 2);
  const targets = items.flatMap((item) => (item.station ? (words.stations[item.station]?.targetSeconds ?? []) : []));
  return targets.length > 0 ? Math.max(...targets) : null;
}

/** Portions of the order that are still wanted. */
export function portions(order: OrderDto): number {
  return order.items.reduce((sum, item) => (item.state === "voided" ? sum : sum + item.quantity), 0);
}
