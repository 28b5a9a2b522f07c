import { getMenuSnapshot, type MenuSnapshot } from "@/lib/menu/queries";
import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import type { Tx } from "@/lib/platform/db";
import { AppError, invalid } from "@/lib/platform/errors";
import { type Idempotency, type Once, once } from "@/lib/platform/http/idempotency";
import { message } from "@/lib/platform/realtime/define-event";
import { publish } from "@/lib/platform/realtime/outbox";
import { orderUpdated } from "../events";
import { mayAddItems } from "../permissions";
import { wire } from "../queries";
import { isHeldBack, isTooLarge, priceOrder } from "../rules";
import type { AddItemsInput, OrderDto } from "../schema";
import { auditChange } from "./audit-change";
import { draftItem, draftTickets, ticketMessage } from "./draft-order";
import { currentOrder, expectVersion, guestsOf, type LockedOrder, lockSeatedOrder, stateMoved } from "./lock-order";
import { sittingOf, writeChange } from "./write-change";

/** Each failed attempt means that the menu changed meanwhile, so a few are plenty. */
const maxAttempts = 8;

/**
 * Adds to an accepted order that is not finished: a sending of its own with new tickets; what was there stays as it is. Prices come
 * from the menu as it is now; held back is what a new order for the table would hold. A key that was used answers what it answered
 * first. Throws 403, 404, 409 `version-moved`, 409 `state-moved` (`current` is the order; also once the table was closed), 409
 * `sold-out` / `not-now`, 422 `invalid`, 422 `idempotency-key-reused`.
 */
export async function addItems(
  ctx: Context<StaffActor>,
  orderId: string,
  input: AddItemsInput,
  idempotency: Idempotency | null,
): Promise<Once<OrderDto>> {
  if (!mayAddItems(ctx.actor)) throw new AppError("forbidden", "Your role may not add to orders.");
  let { menuVersion } = ctx.venue;
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    // Outside the transaction, which would wait for a second connection with its locks in hand.
    const menu = await getMenuSnapshot({ ...ctx.venue, menuVersion });
    try {
      return await once(ctx, idempotency, async (tx) => ({
        status: 201,
        body: await add(tx, ctx, menu, orderId, input),
      }));
    } catch (error) {
      if (!(error instanceof MenuMoved)) throw error;
      menuVersion = error.version;
    }
  }
  throw new AppError("state-moved", "The menu keeps changing; try again.");
}

/** The menu that was read is not the one that holds at the commit; never leaves this file. */
class MenuMoved extends Error {
  constructor(readonly version: number) {
    super("The menu changed.");
  }
}

/** Whoever changes the menu waits from here on: what is on offer when this is priced is on offer when it is committed. */
async function expectMenu(tx: Tx, venueId: string, { version }: MenuSnapshot): Promise<void> {
  const [venue] = await tx.$queryRaw<{ menuVersion: number }[]>`
    select "menuVersion" from "Venue" where "id" = ${venueId}::uuid for share`;
  if (venue && venue.menuVersion !== version) throw new MenuMoved(venue.menuVersion);
}

async function add(
  tx: Tx,
  ctx: Context<StaffActor>,
  menu: MenuSnapshot,
  orderId: string,
  { items: lines, hold, version }: AddItemsInput,
): Promise<OrderDto> {
  const { actor, venue } = ctx;
  await expectMenu(tx, venue.id, menu);
  const order = await lockSeatedOrder(tx, venue, orderId);
  expectVersion(order, version, () => currentOrder(order, venue));
  expectOpen(order, () => currentOrder(order, venue));
  if (order.source === "COUNTER" && hold !== undefined) throw invalid("hold", "Courses are held at tables only.");
  const now = new Date();
  const priced = priceOrder(menu, { items: lines }, now, venue);
  if (isTooLarge(order.total + priced.total, venue)) throw invalid("items", "The order is too large.");
  const place = { orderId, venueId: venue.id, now };
  const begin = Math.max(-1, ...order.items.map(({ position }) => position)) + 1;
  const newItems = priced.lines.map((line, index) => {
    const held = order.source !== "COUNTER" && isHeldBack(line.course, hold);
    return draftItem(line, { ...place, position: begin + index, held });
  });
  const newTickets = draftTickets(
    { ...order, version: order.version + 1 },
    newItems.filter(({ state }) => state !== "HELD"),
    menu.stations,
    now,
  );
  const changed = await writeChange(tx, ctx, order, { moves: [], newItems, newTickets, now });
  const dto = currentOrder(changed.after, venue);
  const { total, secondTotal, items } = dto;
  await publish(tx, venue, actor, [
    message(
      orderUpdated,
      { orderId, version: dto.version, total, secondTotal, items },
      { sitting: sittingOf(changed.after) },
    ),
    ...newTickets.map((ticket) => ticketMessage(ticket, changed.after, guestsOf(changed.after), venue.defaultLocale)),
    ...changed.messages.status,
  ]);
  await auditChange(tx, ctx, "order.items-added", changed, { what: { itemIds: newItems.map(({ id }) => id) } });
  return dto;
}

function expectOpen({ approval, status }: LockedOrder, current: () => OrderDto): void {
  if (approval === "PENDING") throw stateMoved("The order waits for an accept.", current());
  if (status === "COMPLETED" || status === "CANCELLED") throw stateMoved(`The order is ${wire(status)}.`, current());
}
