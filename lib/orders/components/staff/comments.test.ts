import { describe, expect, it } from "vitest";
import type { LiveEvent } from "@/lib/platform/realtime/define-event";
import type { CommentDto } from "../../schema";
import { applyCommentEvent, holdComments, openCommentBook } from "./comment-book";
import { mentionsIn, splitMentions, suggest, typedMention } from "./mentions";

const comment = (id: string, minute: number): CommentDto => ({
  id,
  orderId: "o1",
  text: `text ${id}`,
  author: { id: "u1", name: "Мария Петрова" },
  mentions: [],
  createdAt: `2026-05-01T18:${String(minute).padStart(2, "0")}:00.000Z`,
});
const event = ({ id, ...rest }: CommentDto): LiveEvent => ({
  name: "order-comment",
  channel: "presence-v-staff",
  data: { commentId: id, ...rest, meta: { id: `e${id}`, seq: 1, at: rest.createdAt } },
});

describe("the comment book", () => {
  it("counts what comes for a thread that nobody opened", () => {
    const book = applyCommentEvent(openCommentBook({ o1: 2 }), event(comment("c3", 3)));
    expect(book.counts.o1).toBe(3);
    expect(book.threads.o1).toBeUndefined();
  });

  it("knows its own comment again when it comes back as an event, and keeps the order of time", () => {
    let book = holdComments(openCommentBook({ o1: 2 }), "o1", [comment("c1", 1), comment("c3", 3)]);
    book = holdComments(book, "o1", [comment("c4", 4)]);
    book = applyCommentEvent(book, event(comment("c4", 4)));
    book = applyCommentEvent(book, event(comment("c2", 2)));
    expect(book.threads.o1?.map(({ id }) => id)).toEqual(["c1", "c2", "c3", "c4"]);
    expect(book.counts.o1).toBe(4);
  });

  it("keeps what came live while the thread was being read", () => {
    const early = holdComments(openCommentBook({}), "o1", [comment("c1", 1)]);
    const live = applyCommentEvent(early, event(comment("c2", 2)));
    expect(holdComments(live, "o1", [comment("c1", 1)]).threads.o1).toHaveLength(2);
  });
});

describe("mentions", () => {
  const people = [
    { userId: "u1", name: "Мария" },
    { userId: "u2", name: "Мария Петрова" },
    { userId: "u3", name: "Стоян Василев" },
  ];

  it("finds what is typed after an @ at the caret, and not an e-mail address", () => {
    expect(typedMention("Виж @Мар", 8)).toEqual({ at: 4, query: "Мар" });
    expect(typedMention("@Мария П", 8)).toEqual({ at: 0, query: "Мария П" });
    expect(typedMention("maria@house", 11)).toBeNull();
    expect(typedMention("@Мар\nи още", 10)).toBeNull();
    expect(typedMention("Виж @Мар", 3)).toBeNull();
  });

  it("suggests by the beginning of the name, then of any word of it", () => {
    expect(suggest(people, "м").map(({ userId }) => userId)).toEqual(["u1", "u2"]);
    expect(suggest(people, "ВАС").map(({ userId }) => userId)).toEqual(["u3"]);
    expect(suggest(people, "ария")).toEqual([]);
  });

  it("reads the longer of two names that begin alike, and nobody twice", () => {
    const text = "@Мария Петрова и @Стоян Василев, @Стоян Василев!";
    expect(mentionsIn(text, people)).toEqual(["u2", "u3"]);
    const parts = splitMentions(text, people);
    expect(parts.map((part) => part.text).join("")).toBe(text);
    expect(parts[0]).toEqual({ text: "@Мария Петрова", userId: "u2" });
    expect(mentionsIn("@Петър", people)).toEqual([]);
  });
});
