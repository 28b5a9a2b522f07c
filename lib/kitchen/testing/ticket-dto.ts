import type { TicketDto } from "../schema";

/** A ticket that nobody has begun, ten minutes before it is due; tests name what matters to them. */
export const aTicket: TicketDto = {
  id: "t1",
  orderId: "o1",
  orderNumber: 7,
  orderNote: null,
  tableNumber: "12",
  source: "QR",
  guests: 2,
  station: "grill",
  isPass: false,
  state: "queued",
  items: [],
  createdAt: "2026-06-01T18:00:00.000Z",
  dueAt: "2026-06-01T18:10:00.000Z",
  startedAt: null,
  readyAt: null,
  rushAt: null,
  changedAt: null,
  changeSeenAt: null,
  version: 1,
};
