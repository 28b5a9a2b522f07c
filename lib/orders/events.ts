import { z } from "zod";
import { defineEvent } from "@/lib/platform/realtime/define-event";
import { approvals, itemStates, OrderDto, orderSources, orderStatuses } from "./schema";

/** Carries the whole order, so that a screen can show it without asking; over 10 KB the lists go and clients fetch it. */
export const newOrder = defineEvent({
  name: "new-order",
  audience: ["orders", "staff", "sitting"],
  payload: OrderDto.omit({ id: true, number: true }).extend({
    orderId: z.uuid(),
    orderNumber: z.int(),
    status: z.enum(orderStatuses),
    approval: z.enum(approvals),
    source: z.enum(orderSources),
  }),
});

/** Something about the order changed that is no status: approval, note, total, lines, the table it is for. Only what changed is there. */
export const orderUpdated = defineEvent({
  name: "order-updated",
  audience: ["orders", "staff", "sitting"],
  payload: z.object({
    orderId: z.uuid(),
    version: z.int(),
    approval: z.enum(approvals).optional(),
    note: z.string().nullable().optional(),
    total: z.int().optional(),
    secondTotal: z.int().nullable().optional(),
    /** All lines of the order, new ones too. */
    items: OrderDto.shape.items.optional(),
    /** What was sent stands there now, though the order does not: a course is ready while a later one is held. Comes with the number. */
    sentStatus: z.enum(orderStatuses).optional(),
    orderNumber: z.int().optional(),
    /** The guests moved: where the order belongs now. */
    tableNumber: z.string().nullable().optional(),
    sessionId: z.uuid().nullable().optional(),
    billId: z.uuid().optional(),
  }),
});

export const orderStatusChange = defineEvent({
  name: "order-status-change",
  audience: ["orders", "staff", "sitting"],
  payload: z.object({
    orderId: z.uuid(),
    orderNumber: z.int(),
    tableNumber: z.string().nullable(),
    oldStatus: z.enum(orderStatuses),
    status: z.enum(orderStatuses),
    version: z.int(),
  }),
});

export const orderCancelled = defineEvent({
  name: "order-cancelled",
  audience: ["orders", "staff", "kitchen", "sitting"],
  payload: z.object({
    orderId: z.uuid(),
    orderNumber: z.int(),
    tableNumber: z.string().nullable(),
    reason: z.string().nullable(),
    /** The status the order was in. */
    stage: z.enum(orderStatuses),
    approval: z.enum(approvals),
    version: z.int(),
  }),
});

export const orderComment = defineEvent({
  name: "order-comment",
  audience: ["orders", "staff"],
  payload: z.object({
    orderId: z.uuid(),
    orderNumber: z.int(),
    tableNumber: z.string().nullable(),
    commentId: z.uuid(),
    text: z.string(),
    author: z.object({ id: z.uuid(), name: z.string() }),
    /** Users named in it. */
    mentions: z.array(z.uuid()),
    createdAt: z.iso.datetime(),
  }),
});

export const itemStatusChange = defineEvent({
  name: "item-status-change",
  // Also on kitchen: a wall of all stations then follows one channel, and one channel is in order (decision 0005).
  audience: ["orders", "kitchen", "station", "sitting"],
  payload: z.object({
    orderId: z.uuid(),
    itemId: z.uuid(),
    ticketId: z.uuid().nullable(),
    /** The ticket of the station that it is handed on to, and whether it was: a step of its own that leaves the status as it is. */
    passTicketId: z.uuid().nullable(),
    handed: z.boolean(),
    oldStatus: z.enum(itemStates),
    status: z.enum(itemStates),
    /** The order's version after the change. */
    version: z.int(),
    at: z.iso.datetime(),
  }),
});
