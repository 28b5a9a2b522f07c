/**
 * Who this browser shows the house to, so that an app that opens without network knows whose last view it may show. A user id
 * is no secret, and it opens nothing: it is only ever compared with what is kept here.
 */
const personKey = "servery-person";
const syncedKey = (venue: string) => `servery-synced ${venue}`;

/** Storage may be forbidden (a private window, a full disk); then nothing is kept and nothing is shown. */
function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** The signed-in person's id, or null when nobody is known to be. */
export function readPerson(): string | null {
  return attempt(() => localStorage.getItem(personKey));
}

/** The server has just rendered a page for this person. */
export function rememberPerson(userId: string): void {
  attempt(() => localStorage.setItem(personKey, userId));
}

export function forgetPerson(): void {
  attempt(() => localStorage.removeItem(personKey));
}

/** When this browser last heard from the venue, ms since the epoch; null when it never has. */
export function readSynced(venue: string): number | null {
  return attempt(() => Number(localStorage.getItem(syncedKey(venue)))) || null;
}

export function rememberSynced(venue: string, at: number): void {
  attempt(() => localStorage.setItem(syncedKey(venue), String(at)));
}
