/** How a shared tablet stands: in use, about to lock, or to be locked now. */
export type Idleness = { state: "awake" } | { state: "warning"; msLeft: number } | { state: "over" };

/** How long before the lock the warning appears, in ms: 15 s, and a third of a short time, so that it is not always there. */
export function warningMs(limitMs: number): number {
  return Math.min(15_000, limitMs / 3);
}

/** Idleness at `now`, all in ms. A clock that was set back counts as a touch just now. */
export function idlenessAt(now: number, lastTouch: number, limitMs: number): Idleness {
  const msLeft = limitMs - Math.max(0, now - lastTouch);
  if (msLeft <= 0) return { state: "over" };
  return msLeft <= warningMs(limitMs) ? { state: "warning", msLeft } : { state: "awake" };
}

const key = "servery-last-touch";

type Kept = Pick<Storage, "getItem" | "setItem">;

/** When this browser was last touched in the person's session, in ms; null when nobody wrote it down. */
export function readLastTouch(storage: Kept, userId: string): number | null {
  const [who, at] = (storage.getItem(key) ?? "").split(" ");
  const ms = Number(at);
  return who === userId && Number.isFinite(ms) && ms > 0 ? ms : null;
}

/** Writes a touch down for every tab, and for the page that comes after a sleep or a reload. */
export function writeLastTouch(storage: Kept, userId: string, now: number): void {
  storage.setItem(key, `${userId} ${now}`);
}
