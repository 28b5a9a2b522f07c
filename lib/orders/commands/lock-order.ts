import type { TicketLine } from "@/lib/kitchen/rules";
import type { Venue } from "@/lib/platform/auth/actor";
import type { Tx } from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";
import type { KitchenTicket, Order, OrderItem, TableSession } from "@/lib/platform/prisma/client";
import { type OrderRow, toOrderDto, wire } from "../queries";
import type { StatedItem } from "../rules";
import type { OrderDto } from "../schema";

/** An order whose row this transaction has locked, with all that a change of it can touch. */
export interface LockedOrder extends OrderRow {
  tickets: KitchenTicket[];
  /** `guests` is how many sit there, by staff's count or by their phones, whichever is more. */
  session: (Pick<TableSession, "status"> & { guests: number }) | null;
}

/** A row as JSON carries it: instants are texts. */
type Carried<Row> = { [Field in keyof Row]: Date extends Row[Field] ? string | Exclude<Row[Field], Date> : Row[Field] };

/** Brings back the instants of a row. Every date column of these tables, and no other, is called …At or serviceDay. */
function fromJson<Row extends object>(carried: Carried<Row>): Row {
  const fields = Object.entries(carried).map(([name, value]) => [
    name,
    typeof value === "string" && /At$|^serviceDay$/.test(name) ? new Date(value) : value,
  ]);
  return Object.fromEntries(fields) as Row;
}

interface LockedRow {
  order: Carried<Order>;
  items: Carried<OrderItem>[];
  tickets: Carried<KitchenTicket>[];
  sitting: LockedOrder["session"];
}

/** Locks the order's row, then reads: whoever changes this order waits here, so what is read stays true. Throws 404. */
export async function lockOrder(tx: Tx, venue: Venue, orderId: string): Promise<LockedOrder> {
  const locked = await tx.$queryRaw<unknown[]>`
    select 1 from "Order" where "id" = ${orderId}::uuid and "venueId" = ${venue.id}::uuid for update`;
  // A statement of its own: in the one that waited for the lock, the items would still be those of before.
  const [row] = await tx.$queryRaw<LockedRow[]>`
    select to_jsonb(o) as "order",
      (select coalesce(jsonb_agg(to_jsonb(i) order by i."position"), '[]') from "OrderItem" i where i."orderId" = o."id") as "items",
      (select coalesce(jsonb_agg(to_jsonb(t) order by t."id"), '[]') from "KitchenTicket" t where t."orderId" = o."id") as "tickets",
      (select jsonb_build_object('status', s."status", 'guests',
          greatest(s."partySize", (select count(*) from "TableGuest" g where g."sessionId" = s."id")))
         from "TableSession" s where s."id" = o."sessionId") as "sitting"
    from "Order" o where o."id" = ${orderId}::uuid and o."venueId" = ${venue.id}::uuid`;
  if (locked.length === 0 || !row) throw notFound("order");
  return {
    ...fromJson<Order>(row.order),
    items: row.items.map((item) => fromJson<OrderItem>(item)),
    tickets: row.tickets.map((ticket) => fromJson<KitchenTicket>(ticket)),
    session: row.sitting,
  };
}

/**
 * As lockOrder, for what may only happen while the guests are still there: their sitting stays as it is until the commit, and is
 * locked before the order, as everybody who needs both locks them. Throws 404, and 409 `state-moved` when the table was closed.
 */
export async function lockSeatedOrder(tx: Tx, venue: Venue, orderId: string): Promise<LockedOrder> {
  await lockSittingOf(tx, venue, orderId);
  const order = await lockOrder(tx, venue, orderId);
  if (order.session?.status === "CLOSED") throw stateMoved("The table was closed.", currentOrder(order, venue));
  return order;
}

/** Holds the order's sitting. While that waits, the guests may join others at their sitting: then it is that one, looked up anew. */
async function lockSittingOf(tx: Tx, venue: Venue, orderId: string): Promise<void> {
  for (let known: string | null = null; ; ) {
    const [sitting]: { id: string }[] = await tx.$queryRaw`
      select s."id" from "TableSession" s
       where s."id" = (select o."sessionId" from "Order" o where o."id" = ${orderId}::uuid and o."venueId" = ${venue.id}::uuid)
         for share`;
    if (!sitting || sitting.id === known) return;
    known = sitting.id;
  }
}

/** Items as the state machine sees them. */
export function statedItems(items: readonly OrderItem[]): (StatedItem & TicketLine & { course: number | null })[] {
  return items.map(({ id, state, station, course, ticketId, passTicketId, handedAt }) => {
    return { id, state: wire(state), station, course, ticketId, passTicketId, handed: handedAt !== null };
  });
}

/** How many sit at the order's table; 0 at the counter and where nobody knows. */
export function guestsOf({ session }: Pick<LockedOrder, "session">): number {
  return session?.guests ?? 0;
}

/** Throws 409 `version-moved` when the caller looked at another version; `current` makes the answer's resource. */
export function expectVersion(order: LockedOrder, version: number | undefined, current: () => unknown): void {
  if (version === undefined || version === order.version) return;
  throw new AppError("version-moved", "Somebody changed this order before you.", { current: current() });
}

/** A 409 for what is no longer possible; `current` is the resource as it stands. */
export function stateMoved(text: string, current: unknown): AppError {
  return new AppError("state-moved", text, { current });
}

/** The order as answers, and a 409, show it. */
export function currentOrder(order: LockedOrder, venue: Venue): OrderDto {
  return toOrderDto(order, venue.defaultLocale);
}
