import type { PinSessionDto } from "../../schema";

/**
 * Where a person goes after their PIN. `next` is the page that led to the sign-in, `who` the user whose page it was, if anybody's: it
 * is theirs to come back to, not the next person's. A page that was nobody's is for everybody, but for cooks only the kitchen is.
 */
export function destinationAfterPin({
  venue,
  user,
  destination,
  next,
  who,
}: {
  venue: string;
  user: PinSessionDto["user"];
  /** Where the person's work begins. */
  destination: string;
  next: string | null;
  who: string | null;
}): string {
  if (!next?.startsWith(`/v/${venue}/`)) return destination;
  if (who) return who === user.id ? next : destination;
  return user.role !== "kitchen" || next.startsWith(`/v/${venue}/kitchen`) ? next : destination;
}
