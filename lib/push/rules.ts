import type { z } from "zod";
import { callOverdue, callStatusChange, waiterCall } from "@/lib/calls/events";
import type { CallType } from "@/lib/calls/schema";
import { noticesForStaff } from "@/lib/notices/events";
import { newOrder, orderCancelled, orderComment, orderStatusChange, orderUpdated } from "@/lib/orders/events";
import type { RoleName } from "@/lib/platform/auth/actor";
import type { Translations } from "@/lib/platform/i18n/locales";
import type { PushTopic } from "./schema";

/** An event as one of the channels carried it. */
export interface HeardEvent {
  name: string;
  channel: string;
  payload: unknown;
  actor: { id: string } | null;
  at: Date;
}

/** What a message tells; the words are chosen in the reader's language. */
export type PushSubject =
  | { kind: "call"; tableNumber: string; callType: CallType; message: string | null }
  | { kind: "overdue"; tableNumber: string; callType: CallType }
  | {
      kind: "order";
      tableNumber: string | null;
      waiting: boolean;
      /** Null where the event was too long to carry them. */
      items: { quantity: number; names: Translations }[] | null;
      total: number;
      currency: string;
    }
  | { kind: "ready"; tableNumber: string | null; orderNumber: number }
  | { kind: "mention"; tableNumber: string | null; author: string; text: string }
  | { kind: "notice"; title: string; message: string };

export interface PushDraft {
  topic: PushTopic;
  /** Who is told, if they chose the topic; never whoever did it. */
  to: { roles: readonly RoleName[] } | { users: readonly string[] };
  subject: PushSubject;
  urgency: "normal" | "high";
  /** Not sent before, nor after. */
  from: Date;
  until: Date;
  tag: string;
  /** After /v/{venue}/dashboard. */
  query: string;
  sticky: boolean;
  /** The call it is about: nobody is told of one that is answered. */
  callId?: string;
}

/** What an event means for those who are not looking: a message, and tags whose unsent messages are stale now. */
export interface PushNews {
  draft: PushDraft | null;
  withdraws: readonly string[];
}

const nothing: PushNews = { draft: null, withdraws: [] };

const floor: readonly RoleName[] = ["admin", "manager", "cashier", "staff"];
const everybody: readonly RoleName[] = [...floor, "kitchen", "releaser"];

const seconds = 1_000;
const day = 86_400 * seconds;
/** Push services keep nothing for longer than four weeks. */
const longest = 28 * day;
const after = (at: Date, ms: number) => new Date(at.getTime() + ms);

export const orderTag = (orderId: string) => `order:${orderId}`;
export const callTag = (callId: string) => `call:${callId}`;

const withdraw = (...tags: string[]): PushNews => ({ draft: null, withdraws: tags });

type Rule = (event: HeardEvent) => PushNews;

/** A rule for a payload of that shape. A payload of another version of Servery tells nobody anything. */
function on<Payload extends z.ZodType>(
  payload: Payload,
  news: (data: z.output<Payload>, event: HeardEvent) => PushNews,
): Rule {
  return (event) => {
    const read = payload.safeParse(event.payload);
    return read.success ? news(read.data, event) : nothing;
  };
}

const tell = (draft: PushDraft, withdraws: readonly string[] = []): PushNews => ({ draft, withdraws });

// A payload over the limit of an event goes without its lists.
const onNewOrder = on(newOrder.payload.partial({ items: true }), (order, { at }) =>
  tell({
    topic: "orders",
    to: { roles: floor },
    subject: {
      kind: "order",
      tableNumber: order.tableNumber,
      waiting: order.approval === "pending",
      items: order.items?.map(({ quantity, names }) => ({ quantity, names })) ?? null,
      total: order.total,
      currency: order.currency,
    },
    urgency: "high",
    from: at,
    until: after(at, 900 * seconds),
    tag: orderTag(order.orderId),
    query: `?order=${order.orderId}`,
    sticky: false,
  }),
);

const readyToCarry = (
  { orderId, orderNumber, tableNumber }: { orderId: string; orderNumber: number; tableNumber: string | null },
  at: Date,
): PushNews =>
  tell(
    {
      topic: "ready",
      to: { roles: [...floor, "releaser"] },
      subject: { kind: "ready", tableNumber, orderNumber },
      urgency: "high",
      from: at,
      until: after(at, 600 * seconds),
      tag: orderTag(orderId),
      query: `?order=${orderId}`,
      sticky: false,
    },
    [orderTag(orderId)],
  );

const onOrderStatus = on(orderStatusChange.payload, (order, { at }) => {
  const { orderId, status, oldStatus } = order;
  if (status === "ready") return readyToCarry(order, at);
  return { draft: null, withdraws: status === "completed" || oldStatus === "ready" ? [orderTag(orderId)] : [] };
});

/** An order with a held course is not ready as a whole; what was sent of it can be. */
const onOrderUpdate = on(
  orderUpdated.payload,
  ({ orderId, approval, sentStatus, orderNumber, tableNumber = null }, { at }) => {
    if (sentStatus === "ready" && orderNumber !== undefined) {
      return readyToCarry({ orderId, orderNumber, tableNumber }, at);
    }
    return sentStatus || (approval && approval !== "pending") ? withdraw(orderTag(orderId)) : nothing;
  },
);

const onCall = on(waiterCall.payload, ({ callId, tableNumber, callType, message }, { at }) =>
  tell({
    topic: "calls",
    to: { roles: floor },
    subject: { kind: "call", tableNumber, callType, message },
    urgency: "high",
    from: at,
    until: after(at, 300 * seconds),
    tag: callTag(callId),
    query: `?call=${callId}`,
    sticky: true,
    callId,
  }),
);

/** The warning is for screens, which get louder; what is critical looks for whoever runs the house. */
const onOverdue = on(callOverdue.payload, ({ severity, resourceId, tableNumber, callType }, { at }) =>
  severity === "critical"
    ? tell({
        topic: "calls",
        to: { roles: ["admin", "manager"] },
        subject: { kind: "overdue", tableNumber, callType },
        urgency: "high",
        from: at,
        until: after(at, 300 * seconds),
        tag: callTag(resourceId),
        query: `?call=${resourceId}`,
        sticky: true,
        callId: resourceId,
      })
    : nothing,
);

const onComment = on(orderComment.payload, ({ orderId, tableNumber, text, author, mentions }, { at }) =>
  mentions.length === 0
    ? nothing
    : tell({
        topic: "mentions",
        to: { users: mentions },
        subject: { kind: "mention", tableNumber, author: author.name, text },
        urgency: "normal",
        from: at,
        until: after(at, 3_600 * seconds),
        tag: `comments:${orderId}`,
        query: `?order=${orderId}`,
        sticky: false,
      }),
);

const noticePayload = noticesForStaff[0]?.payload;
if (!noticePayload) throw new Error("There is no event of a notice.");
const onNotice = on(noticePayload, (notice, { channel, at }) => {
  // On a shared channel it is for roles: persons whose role is not among them are told on their own.
  const person = /^private-user-(.+)$/.exec(channel)?.[1];
  const from = notice.startsAt ? new Date(Math.max(Date.parse(notice.startsAt), at.getTime())) : at;
  const end = notice.endsAt ? Date.parse(notice.endsAt) : from.getTime() + day;
  return tell({
    topic: "notices",
    to: person ? { users: [person] } : { roles: notice.targetRoles.length > 0 ? notice.targetRoles : everybody },
    subject: { kind: "notice", title: notice.title, message: notice.message },
    urgency: notice.severity === "critical" ? "high" : "normal",
    from,
    until: new Date(Math.min(end, from.getTime() + longest)),
    tag: `notice:${notice.noticeId}`,
    query: "",
    sticky: notice.severity === "critical",
  });
});

/** Everything that is told to people whose dashboard is closed, by the event it comes from. */
const rules = new Map<string, Rule>(
  Object.entries({
    [newOrder.name]: onNewOrder,
    [orderStatusChange.name]: onOrderStatus,
    [orderUpdated.name]: onOrderUpdate,
    [orderCancelled.name]: on(orderCancelled.payload, ({ orderId }) => withdraw(orderTag(orderId))),
    [waiterCall.name]: onCall,
    [callOverdue.name]: onOverdue,
    [callStatusChange.name]: on(callStatusChange.payload, ({ callId }) => withdraw(callTag(callId))),
    [orderComment.name]: onComment,
    ...Object.fromEntries(noticesForStaff.map(({ name }) => [name, onNotice])),
  }),
);

/** What an event means for those who are not looking. */
export function newsOf(event: HeardEvent): PushNews {
  return rules.get(event.name)?.(event) ?? nothing;
}

/** Somebody who may be told: an active member of the venue, with what they chose on one browser. */
export interface Reader {
  userId: string;
  role: RoleName;
  topics: readonly string[];
}

/** Whether a message is for this person and browser. `actorId` did it and knows. */
export function concerns({ topic, to }: PushDraft, { userId, role, topics }: Reader, actorId: string | null): boolean {
  if (userId === actorId || !topics.includes(topic)) return false;
  return "users" in to ? to.users.includes(userId) : to.roles.includes(role);
}

/** How long to wait after the `attempts`-th try failed, in ms: 1 s, 2 s, 4 s … 60 s, less up to half of it at random. */
export function backOffMs(attempts: number, random = Math.random()): number {
  return Math.min(60_000, 1_000 * 2 ** (attempts - 1)) * (1 - random / 2);
}
