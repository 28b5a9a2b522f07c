import { z } from "zod";
import { translations } from "@/lib/platform/i18n/translations";

/** Wire names: lower case, as events and answers carry them. The database's enums are their upper case. */
export const orderStatuses = ["pending", "preparing", "ready", "completed", "cancelled"] as const;
export const itemStates = ["held", "queued", "preparing", "ready", "served", "voided"] as const;
export const approvals = ["pending", "accepted", "rejected", "expired"] as const;
export const orderSources = ["QR", "STAFF", "COUNTER"] as const;
export type OrderStatus = (typeof orderStatuses)[number];
export type ItemState = (typeof itemStates)[number];
export type Approval = (typeof approvals)[number];
export type OrderSource = (typeof orderSources)[number];

const note = z.string().trim().max(280);

export const PlaceOrderLine = z.strictObject({
  menuItemId: z.uuid(),
  quantity: z.int().min(1).max(99),
  modifierIds: z.array(z.uuid()).max(30).default([]),
  note: note.optional(),
  course: z.int().min(1).max(9).optional(),
});

/** Staff only: the courses that wait until they are fired. Left out, course 2 and later wait, 1 and none go at once. */
const hold = z.array(z.int().min(1).max(9)).max(9);

/** POST /orders. Strict: a price, a total or a status sent along is refused with 422. */
export const PlaceOrderInput = z.strictObject({
  items: z.array(PlaceOrderLine).min(1).max(60),
  note: note.optional(),
  /** Staff only; a guest's order is always QR. */
  source: z.enum(orderSources).optional(),
  /** Staff only; a guest's order goes to the guest's own table. */
  tableId: z.uuid().optional(),
  hold: hold.optional(),
});
export type PlaceOrderInput = z.infer<typeof PlaceOrderInput>;

export const SetOrderStatusInput = z.strictObject({
  status: z.enum(["pending", "preparing", "ready", "completed"]),
  version: z.int().positive().optional(),
});
export type SetOrderStatusInput = z.infer<typeof SetOrderStatusInput>;

export const SetItemStateInput = z.strictObject({
  status: z.enum(["queued", "preparing", "ready", "served"]),
  /** The ticket on which the step is meant: a second press on the same wall is then refused. */
  ticketId: z.uuid().optional(),
  version: z.int().positive().optional(),
});
export type SetItemStateInput = z.infer<typeof SetItemStateInput>;

const reason = z.string().trim().min(1).max(200);
export const AcceptOrderInput = z.strictObject({ version: z.int().positive().optional() });
export const RejectOrderInput = z.strictObject({ reason: reason.optional(), version: z.int().positive().optional() });
export const CancelOrderInput = z.strictObject({ reason, version: z.int().positive().optional() });

/** POST /orders/{id}/items: more for an open order; a new sending, what is finished stays finished. */
export const AddItemsInput = z.strictObject({
  items: z.array(PlaceOrderLine).min(1).max(60),
  hold: hold.optional(),
  version: z.int().positive().optional(),
});
export type AddItemsInput = z.infer<typeof AddItemsInput>;

/** POST /order-items/{id}/void */
export const VoidItemInput = z.strictObject({ reason, version: z.int().positive().optional() });
export type VoidItemInput = z.infer<typeof VoidItemInput>;

/** POST /orders/{id}/fire: sends what of a course is held. */
export const FireCourseInput = z.strictObject({
  course: z.int().min(1).max(9),
  version: z.int().positive().optional(),
});
export type FireCourseInput = z.infer<typeof FireCourseInput>;

/** POST /orders/{id}/comments */
export const CreateCommentInput = z.strictObject({
  text: z.string().trim().min(1).max(500),
  /** Users of this venue who are told by push. */
  mentions: z.array(z.uuid()).max(20).default([]),
});
export type CreateCommentInput = z.infer<typeof CreateCommentInput>;

export const CommentDto = z.object({
  id: z.uuid(),
  orderId: z.uuid(),
  text: z.string(),
  author: z.object({ id: z.uuid(), name: z.string() }),
  mentions: z.array(z.uuid()),
  createdAt: z.iso.datetime(),
});
export type CommentDto = z.infer<typeof CommentDto>;

export const OrderItemOption = z.object({
  modifierId: z.uuid(),
  name: z.string(),
  names: translations,
  /** Minor units. */
  price: z.int(),
  kind: z.enum(["ADD", "REMOVE", "CHOICE"]),
});
export type OrderItemOption = z.infer<typeof OrderItemOption>;

export const OrderItemDto = z.object({
  id: z.uuid(),
  menuItemId: z.uuid(),
  /** In the venue's default language; `names` has the others. */
  name: z.string(),
  names: translations,
  quantity: z.int(),
  /** Minor units, options included. */
  unitPrice: z.int(),
  options: z.array(OrderItemOption),
  allergens: z.array(z.string()),
  note: z.string().nullable(),
  course: z.int().nullable(),
  /** Station type; null is ready at once. */
  station: z.string().nullable(),
  state: z.enum(itemStates),
  /** When it came into its present state. */
  stateAt: z.iso.datetime(),
  ticketId: z.uuid().nullable(),
});
export type OrderItemDto = z.infer<typeof OrderItemDto>;

export const OrderDto = z.object({
  id: z.uuid(),
  number: z.int(),
  status: z.enum(orderStatuses),
  approval: z.enum(approvals),
  source: z.enum(orderSources),
  tableNumber: z.string().nullable(),
  sessionId: z.uuid().nullable(),
  billId: z.uuid(),
  items: z.array(OrderItemDto),
  note: z.string().nullable(),
  /** Minor units of `currency`. */
  total: z.int(),
  currency: z.string(),
  secondTotal: z.int().nullable(),
  secondCurrency: z.string().nullable(),
  cancelReason: z.string().nullable(),
  version: z.int(),
  createdAt: z.iso.datetime(),
});
export type OrderDto = z.infer<typeof OrderDto>;
