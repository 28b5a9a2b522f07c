import { describe, expect, it } from "vitest";
import { type DraftStore, draftKey, readDraft, removeStaleDrafts, writeDraft } from "./draft-store";

const now = Date.parse("2026-11-20T18:00:00Z");
const day = 24 * 60 * 60 * 1000;

function createStore(): DraftStore & { map: Map<string, string> } {
  const map = new Map<string, string>();
  return {
    map,
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, text) => void map.set(key, text),
    removeItem: (key) => void map.delete(key),
  };
}

const maria = { userId: "maria", venue: "pod-lipite", name: "order table-12" };

describe("drafts", () => {
  it("come back to who wrote them, in that venue, for that thing", () => {
    const store = createStore();
    writeDraft(store, draftKey(maria), '{"note":"no onion"}', now);
    expect(readDraft(store, draftKey(maria), now)).toBe('{"note":"no onion"}');
    for (const other of [{ userId: "georgi" }, { venue: "bistro" }, { name: "order table-1" }]) {
      expect(readDraft(store, draftKey({ ...maria, ...other }), now)).toBeNull();
    }
  });

  it("cannot be mixed up by separators in a name", () => {
    expect(draftKey({ userId: "a:b", venue: "c", name: "d" })).not.toBe(
      draftKey({ userId: "a", venue: "b:c", name: "d" }),
    );
  });

  it("end after seven days, and when they are cleared", () => {
    const store = createStore();
    writeDraft(store, draftKey(maria), '"x"', now);
    expect(readDraft(store, draftKey(maria), now + 7 * day - 1)).toBe('"x"');
    expect(readDraft(store, draftKey(maria), now + 7 * day)).toBeNull();
    writeDraft(store, draftKey(maria), null, now);
    expect(store.map.size).toBe(0);
  });

  it("are swept up when they are old or damaged, and nothing else is", () => {
    const store = createStore();
    const fresh = draftKey(maria);
    const old = draftKey({ ...maria, name: "old" });
    const broken = draftKey({ ...maria, name: "broken" });
    writeDraft(store, fresh, '"x"', now);
    writeDraft(store, old, '"y"', now - 8 * day);
    store.setItem(broken, "not a draft");
    store.setItem("servery-sound", "on");
    removeStaleDrafts(store, now);
    expect([...store.map.keys()].sort()).toEqual([fresh, "servery-sound"].sort());
  });
});
