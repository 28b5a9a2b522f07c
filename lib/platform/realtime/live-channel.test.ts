import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LiveEvent } from "./define-event";
import { LiveChannel, type ReplayAnswer } from "./live-channel";

const epoch = "e1";

function eventOf(seq: number): LiveEvent {
  return { name: "n", channel: "c", data: { meta: { id: `id-${seq}`, seq, at: "2026-01-01T00:00:00.000Z" } } };
}

function replayOf(after: number, head: number, limit: number): ReplayAnswer {
  const events = [];
  for (let seq = after + 1; seq <= head && events.length < limit; seq++) {
    events.push({ name: "n", data: eventOf(seq).data });
  }
  return { epoch, events, head };
}

function reader(seq = 0) {
  const applied: number[] = [];
  let asked = 0;
  let gone = 0;
  const channel = new LiveChannel(
    "c",
    { epoch, seq },
    {
      apply: (event) => applied.push(event.data.meta.seq),
      ask: () => asked++,
      gone: () => gone++,
    },
  );
  return { channel, applied, asked: () => asked, gone: () => gone };
}

/** What the network may do, one after the other. */
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("publish" as const), lost: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("deliver" as const), at: fc.nat(20), keep: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("answer" as const), at: fc.nat(5), keep: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("resubscribe" as const) }) },
);

describe("LiveChannel", () => {
  it("applies every event once and in order, whatever arrives when, twice or never", () => {
    fc.assert(
      fc.property(
        fc.nat(5),
        fc.integer({ min: 1, max: 4 }),
        fc.array(step, { maxLength: 120 }),
        (start, limit, steps) => {
          let head = start;
          const wire: LiveEvent[] = [];
          // Questions are answered from the moment they reach the server, and answers may be late, reordered or repeated.
          const answers: ReplayAnswer[] = [];
          const { channel, applied, asked } = reader(start);
          let answered = 0;
          const serve = () => {
            for (; answered < asked(); answered++) answers.push(replayOf(channel.cursor.seq, head, limit));
          };
          channel.hold();
          for (const each of steps) {
            if (each.kind === "publish") {
              head += 1;
              if (!each.lost) wire.push(eventOf(head));
            } else if (each.kind === "deliver") {
              const event = wire[each.at % Math.max(1, wire.length)];
              if (event) channel.receive(event);
              if (event && !each.keep) wire.splice(wire.indexOf(event), 1);
            } else if (each.kind === "answer") {
              serve();
              const answer = answers[each.at % Math.max(1, answers.length)];
              if (answer) channel.answer(answer);
              if (answer && !each.keep) answers.splice(answers.indexOf(answer), 1);
            } else channel.hold();
            expect(applied).toEqual(Array.from({ length: applied.length }, (_, at) => start + at + 1));
          }
          // The network settles: what is under way arrives, heads are compared, questions are answered.
          for (const event of wire) channel.receive(event);
          channel.hold();
          for (let round = 0; round < head + 2; round++) channel.answer(replayOf(channel.cursor.seq, head, limit));
          expect(applied).toEqual(Array.from({ length: head - start }, (_, at) => start + at + 1));
          // And it is live again: the next event needs no question.
          const before = asked();
          channel.receive(eventOf(head + 1));
          expect(applied.at(-1)).toBe(head + 1);
          expect(asked()).toBe(before);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("holds live events back until the answer has told what came before them", () => {
    const { channel, applied } = reader(3);
    channel.hold();
    channel.receive(eventOf(5));
    channel.receive(eventOf(4));
    expect(applied).toEqual([]);
    channel.answer(replayOf(3, 4, 10));
    expect(applied).toEqual([4, 5]);
  });

  it("asks once per gap, and again until the head is reached", () => {
    const { channel, asked, applied } = reader();
    channel.answer(replayOf(0, 0, 10));
    channel.receive(eventOf(5));
    channel.receive(eventOf(6));
    expect(asked()).toBe(1);
    channel.answer(replayOf(0, 6, 2));
    expect(applied).toEqual([1, 2]);
    expect(asked()).toBe(2);
    channel.answer(replayOf(2, 6, 2));
    expect(applied).toEqual([1, 2, 3, 4, 5, 6]);
    expect(asked()).toBe(2);
  });

  it("drops what it has seen without asking anything", () => {
    const { channel, applied, asked } = reader(3);
    channel.answer(replayOf(3, 4, 10));
    for (const seq of [4, 2, 3, 4]) channel.receive(eventOf(seq));
    expect([applied, asked()]).toEqual([[4], 0]);
  });

  it("asks again at once when an answer leaves a gap before what is held", () => {
    const { channel, asked, applied } = reader();
    channel.answer(replayOf(0, 0, 10));
    channel.receive(eventOf(6));
    channel.answer(replayOf(0, 4, 10));
    expect([applied, asked()]).toEqual([[1, 2, 3, 4], 2]);
    channel.answer(replayOf(4, 6, 10));
    expect([applied.at(-1), asked()]).toEqual([6, 2]);
  });

  it("finds a lost last event when heads are compared", () => {
    const { channel, applied, asked } = reader();
    channel.answer(replayOf(0, 2, 10));
    const before = asked();
    channel.answer({ epoch, events: [{ name: "n", data: eventOf(3).data }], head: 3 });
    expect(applied).toEqual([1, 2, 3]);
    expect(asked()).toBe(before);
  });

  it.each([
    ["says gone", { gone: true, epoch, head: 9 } as const],
    ["has another epoch", { epoch: "e2", events: [], head: 9 }],
  ])("wants a fresh snapshot when the answer %s, once, and applies nothing until then", (_, answer) => {
    const { channel, applied, gone } = reader(4);
    channel.answer(answer);
    channel.answer(answer);
    channel.receive(eventOf(5));
    expect([gone(), applied]).toEqual([1, []]);
    channel.restart({ epoch: "e2", seq: 9 });
    channel.answer({ epoch: "e2", events: [], head: 9 });
    channel.receive(eventOf(10));
    expect(applied).toEqual([10]);
  });

  it("tells history from news", () => {
    const how: boolean[] = [];
    const channel = new LiveChannel(
      "c",
      { epoch, seq: 0 },
      { apply: (_, replayed) => how.push(replayed), ask: () => {}, gone: () => {} },
    );
    channel.answer(replayOf(0, 3, 10), (event) => event.data.meta.seq < 3);
    channel.receive(eventOf(4));
    expect(how).toEqual([true, true, false, false]);
  });
});
