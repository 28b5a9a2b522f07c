import { z } from "zod";
import { OrderItemDto, orderSources } from "@/lib/orders/schema";
import { translations } from "@/lib/platform/i18n/translations";

export const ticketStates = ["queued", "preparing", "ready", "served", "voided"] as const;
export type TicketState = (typeof ticketStates)[number];

export const SetTicketStateInput = z.strictObject({
  status: z.enum(["queued", "preparing", "ready", "served"]),
  version: z.int().positive().optional(),
});
export type SetTicketStateInput = z.infer<typeof SetTicketStateInput>;

export const TicketItemDto = OrderItemDto.pick({
  id: true,
  name: true,
  names: true,
  quantity: true,
  options: true,
  allergens: true,
  note: true,
  course: true,
  state: true,
});
export type TicketItemDto = z.infer<typeof TicketItemDto>;

export const TicketDto = z.object({
  id: z.uuid(),
  orderId: z.uuid(),
  orderNumber: z.int(),
  orderNote: z.string().nullable(),
  tableNumber: z.string().nullable(),
  source: z.enum(orderSources),
  station: z.string(),
  state: z.enum(ticketStates),
  items: z.array(TicketItemDto),
  createdAt: z.iso.datetime(),
  /** When the station's target ends. */
  dueAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  readyAt: z.iso.datetime().nullable(),
  /** The order's version at the last change. */
  version: z.int(),
});
export type TicketDto = z.infer<typeof TicketDto>;

export const StationDto = z.object({
  type: z.string(),
  names: translations,
  targetSeconds: z.int(),
});
export type StationDto = z.infer<typeof StationDto>;

export const SoldOutDto = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Null is until somebody says otherwise. */
  until: z.iso.datetime().nullable(),
});
export type SoldOutDto = z.infer<typeof SoldOutDto>;

/** What a kitchen screen shows; its cursors come beside it. */
export const KitchenSnapshot = z.object({
  stations: z.array(StationDto),
  tickets: z.array(TicketDto),
  /** What the view's stations make, to name what goes off the menu. */
  dishes: z.array(SoldOutDto.pick({ id: true, name: true })),
  soldOut: z.array(SoldOutDto),
});
export type KitchenSnapshot = z.infer<typeof KitchenSnapshot>;
