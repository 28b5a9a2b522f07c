import { getMenuSnapshot } from "@/lib/menu/queries";
import type { Context, GuestActor, StaffActor } from "@/lib/platform/auth/actor";
import { AppError, invalid, notFound } from "@/lib/platform/errors";
import { type Idempotency, keyOwner, type Once, replayOf } from "@/lib/platform/http/idempotency";
import { newId } from "@/lib/platform/ids";
import { mayPlaceOrders } from "../permissions";
import { isHeldBack } from "../rules";
import type { OrderDto, OrderSource, PlaceOrderInput } from "../schema";
import { draftOrder } from "./draft-order";
import { inLane } from "./place-lane";
import { lookAgain, type Place, tryToPlace } from "./place-statement";

type Orderer = Context<GuestActor | StaffActor>;

/** Each failed attempt means that somebody else's change was committed, so a few are plenty. */
const maxAttempts = 8;

/**
 * Places an order, in one statement besides the reading of who asks. A guest's goes to their own table, and waits for a staff accept
 * where the venue's policy says so; staff name a table (which the order opens) or none (the counter). Prices come from the menu alone.
 * What staff order for a table is held from the second course on, or as `hold` says; it is on no ticket until it is fired.
 * A key that was used answers what it answered first. Throws 401 `sitting-ended`, 403 `table-not-open` or `forbidden`, 404 for a
 * table of another venue, 409 `sold-out` / `not-now`, 422 `invalid`, 422 `idempotency-key-reused`.
 */
export async function placeOrder(
  ctx: Orderer,
  input: PlaceOrderInput,
  idempotency: Idempotency | null,
): Promise<Once<OrderDto>> {
  const key = idempotency ? { actor: keyOwner(ctx.actor), ...idempotency } : null;
  const { source, tableId } = sourceOf(ctx, input);
  let { venue } = ctx;
  let sitting = ctx.actor.kind === "guest" ? { id: ctx.actor.sessionId, status: ctx.actor.sessionStatus } : null;
  let place: Place = { kind: "counter" };
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    let refusal: unknown = null;
    try {
      const now = new Date();
      place = placeFor(ctx, tableId, sitting, now);
      const waits = place.kind === "sitting" && place.status === "PENDING" && venue.orderingPolicy !== "OPEN";
      if (waits && venue.orderingPolicy === "STAFF_OPENS") {
        throw new AppError("table-not-open", "The staff have not opened this table yet.");
      }
      const menu = await getMenuSnapshot(venue);
      const holds = place.kind === "table" ? (course: number | null) => isHeldBack(course, input.hold) : () => false;
      const draft = draftOrder({ ...ctx, venue }, input, { menu, place, source, waits, holds }, idempotency, now);
      const target = place;
      const placed = await inLane(venue.id, () => tryToPlace(draft, target));
      if (placed) return { status: 201, body: placed, replayed: false };
    } catch (error) {
      // A retry may come when the menu or the table no longer allow what they allowed first: its answer is the first one.
      if (!(error instanceof AppError) || !key) throw error;
      refusal = error;
    }
    const seen = await lookAgain({ venueId: venue.id, key }, place);
    if (seen.stored && idempotency) return replayOf<OrderDto>(seen.stored, idempotency);
    if (refusal) throw refusal;
    if (place.kind === "table" && !seen.tableExists) throw notFound("table");
    if (place.kind === "sitting") sitting = seen.sitting;
    venue = { ...venue, menuVersion: seen.menuVersion };
  }
  throw new AppError("state-moved", "The table or the menu keeps changing; try again.");
}

function sourceOf(
  { actor }: Orderer,
  { source, tableId, hold }: PlaceOrderInput,
): { source: OrderSource; tableId?: string } {
  if (actor.kind === "guest") {
    if (hold !== undefined) throw invalid("hold", "Only staff hold courses.");
    if (source !== undefined && source !== "QR") throw invalid("source", "Guests order by QR.");
    if (tableId !== undefined) throw invalid("tableId", "Guests order for their own table.");
    return { source: "QR" };
  }
  if (!mayPlaceOrders(actor)) throw new AppError("forbidden", "Your role may not take orders.");
  const known = source ?? (tableId === undefined ? "COUNTER" : "STAFF");
  if (known === "QR") throw invalid("source", "Only guests order by QR.");
  if (known === "STAFF" && tableId === undefined) throw invalid("tableId", "Name the table.");
  if (known === "COUNTER" && tableId !== undefined) throw invalid("tableId", "An order at the counter has no table.");
  if (known === "COUNTER" && hold !== undefined) throw invalid("hold", "Courses are held at tables only.");
  return { source: known, tableId };
}

function placeFor(
  { actor }: Orderer,
  tableId: string | undefined,
  sitting: { id: string; status: GuestActor["sessionStatus"] } | null,
  now: Date,
): Place {
  if (actor.kind === "staff") {
    if (tableId === undefined) return { kind: "counter" };
    return {
      kind: "table",
      tableId,
      newSessionId: newId(),
      openedAt: now,
      openedBy: { id: actor.userId, name: actor.name },
    };
  }
  if (sitting?.status !== "PENDING" && sitting?.status !== "OPEN") {
    throw new AppError("sitting-ended", "This table was closed. Scan its code again.");
  }
  return { kind: "sitting", guestId: actor.guestId, sessionId: sitting.id, status: sitting.status };
}
