import type { Elsewhere } from "./components/wall-types";
import type { TicketDto, TicketItemDto } from "./schema";

/** Whether a note warns of an allergy, in any of the house's languages: "алергія", "Alergija", "allergic". */
export function isAllergyNote(note: string): boolean {
  return /алерг|all?erg/i.test(note);
}

/** The lines that a card still shows: what was taken off stays until the kitchen has seen it. */
export function shownItems({ items, state, changeSeenAt }: TicketDto): TicketItemDto[] {
  if (state === "voided" || changeSeenAt === null) return items;
  return items.filter((item) => item.state !== "voided");
}

export interface Course {
  /** Null has none and goes before them all. */
  course: number | null;
  items: TicketItemDto[];
}

/** The lines by their course, the first course first; each keeps its order. */
export function byCourse(items: readonly TicketItemDto[]): Course[] {
  const courses = new Map<number | null, TicketItemDto[]>();
  for (const item of items) courses.set(item.course, [...(courses.get(item.course) ?? []), item]);
  return [...courses].map(([course, items]) => ({ course, items })).sort((a, b) => (a.course ?? 0) - (b.course ?? 0));
}

/** How many of a pass's lines have arrived, of those that are still wanted. */
export function arrivedOf(items: readonly TicketItemDto[]): { here: number; all: number } {
  const live = items.filter(({ state }) => state !== "voided");
  return { here: live.filter(({ state }) => state !== "queued" && state !== "held").length, all: live.length };
}

/** Whether what is made here goes to another station before it is ready. */
export function handsOn({ items, isPass }: Pick<TicketDto, "items" | "isPass">): boolean {
  return !isPass && items.some(({ passTicketId, state }) => passTicketId !== null && state !== "voided");
}

/** The other ticket that makes a line which this one waits for; null when nobody does. */
export function makerOf(item: TicketItemDto, elsewhere: readonly Elsewhere[]): Elsewhere | null {
  return (
    elsewhere.find(({ ticketId, items }) => items.some(({ id }) => id === item.id) && ticketId !== item.passTicketId) ??
    null
  );
}

/**
 * What the order has at other stations, without the lines that hang on this ticket already, and each line once: where it is made, not
 * where it is gathered.
 */
export function alsoAt(ticket: Pick<TicketDto, "items">, elsewhere: readonly Elsewhere[]): Elsewhere[] {
  const own = new Set(ticket.items.map(({ id }) => id));
  return elsewhere.flatMap((other) => {
    const items = other.items.filter(
      ({ id, state, passTicketId }) => !own.has(id) && state !== "voided" && passTicketId !== other.ticketId,
    );
    return items.length > 0 ? [{ ...other, items }] : [];
  });
}
