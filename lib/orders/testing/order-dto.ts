import type { OrderDto, OrderItemDto } from "../schema";

/** A line as it travels, for tests of what screens hold. */
export const item = (id: string, state: OrderItemDto["state"] = "queued"): OrderItemDto => ({
  id,
  menuItemId: "m",
  name: "Борш",
  names: { bg: "Борш" },
  quantity: 1,
  unitPrice: 600,
  options: [],
  allergens: [],
  note: null,
  course: null,
  station: "hot",
  state,
  stateAt: "2026-05-01T18:00:00.000Z",
  ticketId: null,
});
/** An order of two such lines at table 12. */
export const order = (change: Partial<OrderDto> = {}): OrderDto => ({
  id: "o1",
  number: 214,
  status: "pending",
  approval: "accepted",
  source: "QR",
  tableNumber: "12",
  sessionId: null,
  billId: "b",
  items: [item("i1"), item("i2")],
  note: null,
  total: 1200,
  currency: "EUR",
  secondTotal: null,
  secondCurrency: null,
  cancelReason: null,
  version: 1,
  createdAt: "2026-05-01T18:00:00.000Z",
  ...change,
});
