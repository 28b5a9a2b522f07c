import { describe, expect, it, vi } from "vitest";
import type { LiveEvent } from "./define-event";
import type { LiveChannel, ReplayAnswer } from "./live-channel";
import { type LiveHandlers, LiveStore, type Snapshot } from "./live-store";

const epoch = "e1";
const cursor = (seq: number) => ({ epoch, seq });

function eventOf(channel: string, seq: number, id: string): LiveEvent {
  return { name: "n", channel, data: { meta: { id, seq, at: "2026-01-01T00:00:00.000Z" } } };
}

function answerOf(channel: string, ...events: [seq: number, id: string][]): ReplayAnswer {
  const head = events.at(-1)?.[0] ?? 0;
  return { epoch, events: events.map(([seq, id]) => ({ name: "n", data: eventOf(channel, seq, id).data })), head };
}

/** A connection that only remembers who follows and who asks. */
function line() {
  const channels = new Map<string, LiveChannel>();
  const asked: string[] = [];
  return {
    asked,
    of: (name: string) => channels.get(name) as LiveChannel,
    follow: (channel: LiveChannel) => {
      channels.set(channel.name, channel);
      return () => void channels.delete(channel.name);
    },
    ask: ({ name }: LiveChannel) => void asked.push(name),
  };
}

function storeOf(handlers: Partial<LiveHandlers<string[]>> = {}, initial?: Snapshot<string[]>) {
  const heard: string[] = [];
  const all: LiveHandlers<string[]> = {
    apply: (state, event) => [...state, event.data.meta.id],
    refetch: async () => ({ data: ["fresh"], cursors: { a: cursor(10), b: cursor(20) } }),
    onEvent: (event) => heard.push(event.data.meta.id),
    ...handlers,
  };
  const store = new LiveStore<string[]>(
    ["a", "b"],
    initial ?? { data: [], cursors: { a: cursor(0), b: cursor(0) } },
    () => all,
  );
  const connection = line();
  const end = store.follow(connection);
  connection.of("a").answer({ epoch, events: [], head: 0 });
  connection.of("b").answer({ epoch, events: [], head: 0 });
  return { store, connection, heard, end };
}

describe("LiveStore", () => {
  it("applies an event that comes over two channels once", () => {
    const { store, connection, heard } = storeOf();
    connection.of("a").receive(eventOf("a", 1, "x"));
    connection.of("b").receive(eventOf("b", 1, "x"));
    connection.of("b").receive(eventOf("b", 2, "y"));
    expect(store.read()).toEqual(["x", "y"]);
    expect(heard).toEqual(["x", "y"]);
  });

  it("tells readers once for a whole replay", async () => {
    const { store, connection } = storeOf();
    const listener = vi.fn();
    store.subscribe(listener);
    connection.of("a").answer(answerOf("a", [1, "x"], [2, "y"], [3, "z"]));
    expect(listener).not.toHaveBeenCalled();
    await Promise.resolve();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(store.read()).toEqual(["x", "y", "z"]);
  });

  it("applies again to a fetched snapshot what it may lack, and rings no bell twice", async () => {
    let deliver: (snapshot: Snapshot<string[]>) => void = () => {};
    const { store, connection, heard } = storeOf({
      refetch: () =>
        new Promise((resolve) => {
          deliver = resolve;
        }),
    });
    connection.of("a").receive(eventOf("a", 1, "x"));
    const refreshed = store.refresh();
    connection.of("a").receive(eventOf("a", 2, "y"));
    // The snapshot was read before y was written.
    deliver({ data: ["x from the snapshot"], cursors: { a: cursor(1), b: cursor(0) } });
    await refreshed;
    connection.of("a").answer(answerOf("a", [2, "y"]));
    expect(store.read()).toEqual(["x from the snapshot", "y"]);
    expect(heard).toEqual(["x", "y"]);
  });

  it("fetches one snapshot when all its channels are gone, and goes on from there", async () => {
    const refetch = vi.fn(async () => ({ data: ["fresh"], cursors: { a: cursor(10), b: cursor(20) } }));
    const { store, connection } = storeOf({ refetch });
    connection.of("a").answer({ gone: true, epoch: "e2", head: 10 });
    connection.of("b").answer({ gone: true, epoch: "e2", head: 20 });
    await vi.waitFor(() => expect(store.read()).toEqual(["fresh"]));
    expect(refetch).toHaveBeenCalledTimes(1);
    expect(connection.asked.slice(-2)).toEqual(["a", "b"]);
    connection.of("a").answer({ epoch, events: [], head: 10 });
    connection.of("a").receive(eventOf("a", 11, "x"));
    expect(store.read()).toEqual(["fresh", "x"]);
  });

  it("asks again for a snapshot that could not be fetched", async () => {
    vi.useFakeTimers();
    const refetch = vi
      .fn<() => Promise<Snapshot<string[]>>>()
      .mockRejectedValueOnce(new Error("away"))
      .mockResolvedValue({ data: ["fresh"], cursors: { a: cursor(10), b: cursor(20) } });
    const { store, connection } = storeOf({ refetch });
    connection.of("a").answer({ gone: true, epoch, head: 10 });
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
    expect(refetch).toHaveBeenCalledTimes(2);
    expect(store.read()).toEqual(["fresh"]);
  });

  it("keeps going, with a fresh snapshot, after an event that the screen cannot read", async () => {
    const error = vi.spyOn(console, "error").mockImplementation(() => {});
    const { store, connection } = storeOf({
      apply: (state, event) => {
        if (event.data.meta.id === "bad") throw new Error("unreadable");
        return [...state, event.data.meta.id];
      },
    });
    connection.of("a").receive(eventOf("a", 1, "bad"));
    connection.of("a").receive(eventOf("a", 2, "good"));
    expect(store.read()).toEqual(["good"]);
    await vi.waitFor(() => expect(store.read()).toEqual(["fresh"]));
    expect(error).toHaveBeenCalledTimes(1);
    error.mockRestore();
  });

  it("takes over a younger snapshot of the page and leaves an older one", () => {
    const { store, connection } = storeOf();
    connection.of("a").receive(eventOf("a", 1, "x"));
    store.adopt({ data: ["old"], cursors: { a: cursor(0), b: cursor(0) } });
    expect(store.read()).toEqual(["x"]);
    store.adopt({ data: ["mixed"], cursors: { a: cursor(0), b: cursor(7) } });
    expect(store.read()).toEqual(["x"]);
    store.adopt({ data: ["young"], cursors: { a: cursor(1), b: cursor(7) } });
    expect(store.read()).toEqual(["young"]);
  });

  it("keeps its data and its place while nobody follows", () => {
    const { store, connection, end } = storeOf();
    connection.of("a").receive(eventOf("a", 1, "x"));
    store.update((data) => [...data, "mine"]);
    end();
    const again = line();
    store.follow(again);
    again.of("a").hold();
    expect(again.asked).toEqual(["a"]);
    expect(again.of("a").cursor.seq).toBe(1);
    expect(store.read()).toEqual(["x", "mine"]);
  });
});
