/** What drafts need of localStorage. */
export interface DraftStore {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
  removeItem(key: string): void;
}

const prefix = "servery-draft:";
/** Seven days, in ms: what was not finished in a week is not wanted any more. */
const keptMs = 7 * 24 * 60 * 60 * 1000;

/** Whose draft of what, in which venue. */
export function draftKey({ userId, venue, name }: { userId: string; venue: string; name: string }): string {
  return `${prefix}${[userId, venue, name].map(encodeURIComponent).join(":")}`;
}

// "{ms of the last change} {JSON}": the time can be read without parsing what may be long.
function split(kept: string): { at: number; json: string } {
  const space = kept.indexOf(" ");
  return { at: Number(kept.slice(0, space)), json: kept.slice(space + 1) };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The JSON of a draft; null when there is none, it is too old, or somebody else wrote under the key. */
export function readDraft(store: DraftStore, key: string, now: number): string | null {
  const kept = store.getItem(key);
  if (kept === null) return null;
  const { at, json } = split(kept);
  return now - at < keptMs && isJson(json) ? json : null;
}

/** Keeps a draft's JSON; null removes it. Throws what the store throws when it is full. */
export function writeDraft(store: DraftStore, key: string, json: string | null, now: number): void {
  if (json === null) store.removeItem(key);
  else store.setItem(key, `${now} ${json}`);
}

/** Removes every draft that is too old, whoever wrote it. */
export function removeStaleDrafts(store: DraftStore, now: number): void {
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index) ?? "");
  for (const key of keys) {
    if (key.startsWith(prefix) && readDraft(store, key, now) === null) store.removeItem(key);
  }
}
