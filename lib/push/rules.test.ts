import { describe, expect, it } from "vitest";
import { item, order as orderDto } from "@/lib/orders/testing/order-dto";
import { newId } from "@/lib/platform/ids";
import { backOffMs, concerns, type HeardEvent, newsOf, type PushDraft } from "./rules";
import { pushTopics } from "./schema";
import { wordMessage } from "./texts";

const at = new Date("2026-05-01T18:00:00.000Z");
const [orderId, callId, author, mentioned] = [newId(), newId(), newId(), newId()];
const roles = ["admin", "manager", "cashier", "staff", "kitchen", "releaser"] as const;
const venue = { slug: "v", defaultLocale: "bg" as const, rooms: new Set(["204"]) };

const heard = (name: string, payload: object, channel = "presence-v-staff"): HeardEvent => ({
  name,
  channel,
  payload,
  actor: null,
  at,
});

const call = {
  callId,
  tableNumber: "7",
  callType: "payment_card",
  message: null,
  timestamp: at.toISOString(),
  version: 1,
};
const overdue = {
  type: "call",
  resourceId: callId,
  severity: "critical",
  message: "Table 7 waits",
  dueAt: at.toISOString(),
  tableNumber: "204",
  callType: "help",
  version: 1,
};
const status = { orderId, orderNumber: 12, tableNumber: "7", oldStatus: "preparing", status: "ready", version: 3 };
const comment = {
  orderId,
  orderNumber: 12,
  tableNumber: null,
  commentId: newId(),
  text: "Birthday: bring a candle",
  author: { id: author, name: "Ірина" },
  mentions: [mentioned],
  createdAt: at.toISOString(),
};
const notice = {
  noticeId: newId(),
  venue: "v",
  kind: "notification",
  severity: "info",
  title: "Fish is off",
  message: "Until Friday",
  targetRoles: [],
  targetUsers: [],
  startsAt: null,
  endsAt: null,
  createdBy: "Стоян",
  createdAt: at.toISOString(),
};
const line = (name: string, quantity: number) => ({
  ...item(newId()),
  menuItemId: newId(),
  name,
  names: { bg: name, en: `${name}-en` },
  quantity,
});
const {
  id: _,
  number: orderNumber,
  ...order
} = orderDto({
  tableNumber: "7",
  billId: newId(),
  items: [line("Борш", 1)],
});
const placed = { ...order, orderId, orderNumber };

function draftOf(event: HeardEvent): PushDraft {
  const { draft } = newsOf(event);
  if (!draft) throw new Error(`${event.name} tells nobody anything.`);
  return draft;
}

const toldRoles = (draft: PushDraft) =>
  roles.filter((role) => concerns(draft, { userId: "u", role, topics: pushTopics }, null));
const keptSeconds = ({ from, until }: PushDraft) => (until.getTime() - from.getTime()) / 1000;

describe("who is told, how urgently, for how long, and where a click leads", () => {
  const floor = ["admin", "manager", "cashier", "staff"];
  it.each([
    ["new-order", placed, "orders", floor, "high", 900, `order:${orderId}`, `?order=${orderId}`],
    ["waiter-call", call, "calls", floor, "high", 300, `call:${callId}`, `?call=${callId}`],
    ["sla-warning", overdue, "calls", ["admin", "manager"], "high", 300, `call:${callId}`, `?call=${callId}`],
    [
      "order-status-change",
      status,
      "ready",
      [...floor, "releaser"],
      "high",
      600,
      `order:${orderId}`,
      `?order=${orderId}`,
    ],
    [
      "order-updated",
      { orderId, orderNumber: 12, tableNumber: "7", version: 3, sentStatus: "ready" },
      "ready",
      [...floor, "releaser"],
      "high",
      600,
      `order:${orderId}`,
      `?order=${orderId}`,
    ],
    ["system-notification", notice, "notices", [...roles], "normal", 86_400, `notice:${notice.noticeId}`, ""],
  ])("%s", (name, payload, topic, told, urgency, ttl, tag, query) => {
    const draft = draftOf(heard(name, payload));
    expect(draft).toMatchObject({ topic, urgency, tag, query, from: at });
    expect(toldRoles(draft)).toEqual(told);
    expect(keptSeconds(draft)).toBe(ttl);
  });

  it("order-comment: the mentioned alone, whatever their role", () => {
    const draft = draftOf(heard("order-comment", comment));
    expect(draft).toMatchObject({ topic: "mentions", urgency: "normal", query: `?order=${orderId}` });
    expect(keptSeconds(draft)).toBe(3_600);
    expect(toldRoles(draft)).toEqual([]);
    expect(concerns(draft, { userId: mentioned, role: "kitchen", topics: pushTopics }, author)).toBe(true);
    expect(newsOf(heard("order-comment", { ...comment, mentions: [] })).draft).toBeNull();
  });

  it("never whoever did it, and only who chose the topic", () => {
    const draft = draftOf(heard("new-order", placed));
    const reader = { userId: "u", role: "staff" as const, topics: ["orders"] };
    expect(concerns(draft, reader, null)).toBe(true);
    expect(concerns(draft, reader, "u")).toBe(false);
    expect(concerns(draft, { ...reader, topics: ["calls", "ready"] }, null)).toBe(false);
  });

  it("a notice: its roles on a shared channel, its person on their own, between its beginning and its end", () => {
    const forCooks = heard("system-alert", { ...notice, targetRoles: ["kitchen"], targetUsers: [mentioned] });
    const draft = draftOf(forCooks);
    expect(toldRoles(draft)).toEqual(["kitchen"]);
    expect(concerns(draft, { userId: mentioned, role: "staff", topics: pushTopics }, null)).toBe(false);
    const own = draftOf({ ...forCooks, channel: `private-user-${mentioned}` });
    expect(own.to).toEqual({ users: [mentioned] });
    const timed = {
      ...notice,
      severity: "critical",
      startsAt: "2026-05-01T20:00:00.000Z",
      endsAt: "2026-05-01T21:00:00.000Z",
    };
    expect(draftOf(heard("system-maintenance", timed))).toMatchObject({
      urgency: "high",
      from: new Date(timed.startsAt),
      until: new Date(timed.endsAt),
    });
    const endless = draftOf(heard("system-alert", { ...notice, endsAt: "2099-01-01T00:00:00.000Z" }));
    expect(keptSeconds(endless)).toBe(28 * 86_400);
  });
});

describe("what is told to nobody", () => {
  it.each([
    ["sla-warning", { ...overdue, severity: "warning" }],
    ["sla-warning", { ...overdue, type: "ticket" }],
    ["order-status-change", { ...status, status: "preparing" }],
    ["item-status-change", {}],
    ["waiter-call", { callId }],
    ["toString", {}],
  ])("%s", (name, payload) => {
    expect(newsOf(heard(name, payload)).draft).toBeNull();
  });

  it.each([
    [
      "call-status-change",
      { callId, tableNumber: "7", status: "acknowledged", by: "Ірина", version: 2 },
      `call:${callId}`,
    ],
    ["order-status-change", { ...status, oldStatus: "ready", status: "completed" }, `order:${orderId}`],
    ["order-status-change", { ...status, oldStatus: "ready", status: "preparing" }, `order:${orderId}`],
    ["order-updated", { orderId, version: 2, approval: "accepted" }, `order:${orderId}`],
    ["order-updated", { orderId, orderNumber: 12, version: 4, sentStatus: "completed" }, `order:${orderId}`],
    ["order-cancelled", { ...status, reason: null, stage: "pending", approval: "accepted" }, `order:${orderId}`],
  ])("%s takes back what was not sent yet", (name, payload, tag) => {
    expect(newsOf(heard(name, payload))).toEqual({ draft: null, withdraws: [tag] });
  });

  it("a new line of an order takes nothing back", () => {
    expect(newsOf(heard("order-updated", { orderId, version: 2, total: 5 }))).toEqual({ draft: null, withdraws: [] });
  });
});

describe("the words", () => {
  const say = (name: string, payload: object, locale: "bg" | "en" | "uk") => {
    const { title, body, path } = wordMessage(draftOf(heard(name, payload)), at, locale, venue);
    return { title, body, path };
  };

  it("begin with the table, in the reader's language", () => {
    expect(say("waiter-call", call, "en").title).toBe("Table 7: bill, by card");
    expect(say("waiter-call", call, "bg").title).toBe("Маса 7: сметка, с карта");
    expect(say("waiter-call", { ...call, message: "Дві картки" }, "uk")).toEqual({
      title: "Стіл 7: рахунок, карткою",
      body: "«Дві картки»",
      path: `/v/v/dashboard?call=${callId}`,
    });
    expect(say("sla-warning", overdue, "en").title).toBe("Room 204 still waits: needs you");
    expect(say("order-status-change", status, "en")).toMatchObject({
      title: "Table 7: ready to serve",
      body: "Order No. 12",
    });
    expect(say("order-comment", comment, "en")).toMatchObject({
      title: "Bar: Ірина mentions you",
      body: "Birthday: bring a candle",
    });
  });

  it("list what was ordered, as far as a lock screen shows it", () => {
    const many = ["А", "Б", "В", "Г", "Д"].map((name, at) => line(name, at + 1));
    const body = say("new-order", { ...placed, items: many, total: 2_920 }, "en").body.replaceAll("\u00a0", " ");
    expect(body).toBe("1 × А-en, 2 × Б-en, 3 × В-en, 2 more · 29.20 €");
    const { items: __, ...truncated } = { ...placed, total: 2_920, truncated: true };
    expect(say("new-order", truncated, "en").body.replaceAll("\u00a0", " ")).toBe("29.20 €");
    expect(say("new-order", { ...placed, approval: "pending" }, "bg").title).toBe("Маса 7: приеми първата поръчка");
  });

  it("fit what a push carries, however long a notice is", () => {
    const long = draftOf(heard("system-alert", { ...notice, title: "Ж".repeat(120), message: "Щ".repeat(2_000) }));
    expect(Buffer.byteLength(JSON.stringify(wordMessage(long, at, "bg", venue)))).toBeLessThan(3_500);
    // PostgreSQL keeps no half of a character, and one message that cannot be kept would hold up all others.
    for (const before of ["", "!"]) {
      const faces = draftOf(heard("system-alert", { ...notice, message: before + "😀".repeat(600) }));
      expect(wordMessage(faces, at, "bg", venue).body).not.toMatch(/\p{Surrogate}/u);
    }
  });
});

it("waits longer after each failure, up to a minute, never less than half of it", () => {
  expect([1, 2, 3, 7, 30].map((attempts) => backOffMs(attempts, 0))).toEqual([1_000, 2_000, 4_000, 60_000, 60_000]);
  expect(backOffMs(1, 1)).toBe(500);
});
