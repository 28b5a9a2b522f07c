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

const version = z.int().positive().optional();

/** A station's type as addresses carry it. */
export const stationType = z.string().regex(/^[a-z0-9-]{1,60}$/);

/** POST /tickets/{id}/recall and …/seen */
export const ChangeTicketInput = z.strictObject({ version });
export type ChangeTicketInput = z.infer<typeof ChangeTicketInput>;

/** POST /tickets/{id}/rush */
export const RushTicketInput = z.strictObject({
  /** False takes the rush off again. */
  rush: z.boolean().default(true),
  version,
});
export type RushTicketInput = z.infer<typeof RushTicketInput>;

/** A line as one ticket has it: what its maker handed on is ready on the maker's ticket, and in work on the next station's. */
export const TicketItemDto = OrderItemDto.pick({
  id: true,
  menuItemId: true,
  name: true,
  names: true,
  quantity: true,
  options: true,
  allergens: true,
  note: true,
  course: true,
  state: true,
}).extend({
  /** The ticket of the station that it is handed on to; null goes from its maker to the guest. */
  passTicketId: z.uuid().nullable(),
});
export type TicketItemDto = z.infer<typeof TicketItemDto>;

export const TicketDto = z.object({
  id: z.uuid(),
  orderId: z.uuid(),
  orderNumber: z.int(),
  orderNote: z.string().nullable(),
  tableNumber: z.string().nullable(),
  source: z.enum(orderSources),
  /** How many people sit at the table, by staff's count or by their phones, whichever is more; 0 is not known. */
  guests: z.int(),
  station: z.string(),
  /** Makes nothing: it gathers what other stations hand over. */
  isPass: z.boolean(),
  state: z.enum(ticketStates),
  items: z.array(TicketItemDto),
  createdAt: z.iso.datetime(),
  /** When the station's target ends. */
  dueAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  readyAt: z.iso.datetime().nullable(),
  /** Since when it goes before the others; null is in its turn. */
  rushAt: z.iso.datetime().nullable(),
  /** When a line was last taken off under the kitchen's hands. */
  changedAt: z.iso.datetime().nullable(),
  /** When the kitchen took note of that change; null while it has not. */
  changeSeenAt: z.iso.datetime().nullable(),
  /** The order's version at the last change. */
  version: z.int(),
});
export type TicketDto = z.infer<typeof TicketDto>;

/** A ticket of the day's history. */
export const PastTicketDto = TicketDto.extend({
  servedAt: z.iso.datetime(),
  recalledAt: z.iso.datetime().nullable(),
});
export type PastTicketDto = z.infer<typeof PastTicketDto>;

export const StationDto = z.object({
  id: z.uuid(),
  type: z.string(),
  names: translations,
  position: z.int(),
  targetSeconds: z.int(),
  /** The type of the station that what is made here goes to before it is ready; null is ready here. */
  nextStation: z.string().nullable(),
  version: z.int(),
});
export type StationDto = z.infer<typeof StationDto>;

/** PATCH /stations/{id}; what is left out stays. */
export const UpdateStationInput = z.strictObject({
  targetSeconds: z.int().min(60).max(7200).optional(),
  nextStation: stationType.nullable().optional(),
  version: z.int().positive(),
});
export type UpdateStationInput = z.infer<typeof UpdateStationInput>;

/** A station of GET /stations. */
export const BusyStationDto = StationDto.extend({
  /** Its tickets that are not served. */
  openTickets: z.int(),
});
export type BusyStationDto = z.infer<typeof BusyStationDto>;

/** How many of a dish are still to be made. */
export const AllDayDto = z.object({
  menuItemId: z.uuid(),
  /** In the venue's default language. */
  name: z.string(),
  names: translations,
  quantity: z.int(),
  /** How many of them carry each option. */
  options: z.array(z.object({ modifierId: z.uuid(), name: z.string(), names: translations, quantity: z.int() })),
});
export type AllDayDto = z.infer<typeof AllDayDto>;

export const KitchenFigures = z.object({
  /** Tickets that were made. */
  tickets: z.int(),
  /** Lines on them that were made, by quantity. */
  items: z.int(),
  /** From a ticket's coming until it was ready, to a tenth of a second. */
  medianSeconds: z.number(),
  p90Seconds: z.number(),
  /** Of the hours in which anything came that was made. */
  itemsPerHour: z.number(),
  /** The share that was ready after its time, 0 to 1. */
  lateShare: z.number(),
});
export type KitchenFigures = z.infer<typeof KitchenFigures>;

export const StationFiguresDto = z.object({
  station: z.string(),
  all: KitchenFigures,
  /** By the hour of the clock in which tickets came, from the service day's first to its last; hours without tickets are left out. */
  hours: z.array(KitchenFigures.extend({ hour: z.int().min(0).max(23) })),
});
export type StationFiguresDto = z.infer<typeof StationFiguresDto>;

/** GET /kitchen/figures: service days, both included; today unless said. */
export const KitchenFiguresQuery = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  station: stationType.optional(),
});
export type KitchenFiguresQuery = z.infer<typeof KitchenFiguresQuery>;

export const KitchenFiguresDto = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  items: z.array(StationFiguresDto),
  nextCursor: z.null(),
});
export type KitchenFiguresDto = z.infer<typeof KitchenFiguresDto>;

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
  dishes: z.array(SoldOutDto.pick({ id: true, name: true }).extend({ station: z.string().nullable() })),
  soldOut: z.array(SoldOutDto),
});
export type KitchenSnapshot = z.infer<typeof KitchenSnapshot>;
