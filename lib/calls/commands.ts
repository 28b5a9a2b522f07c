import type { Actor, Context, GuestActor, StaffActor, Venue } from "@/lib/platform/auth/actor";
import { inTransaction, type Tx } from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";
import { type Idempotency, type Once, once } from "@/lib/platform/http/idempotency";
import { newId } from "@/lib/platform/ids";
import type { CallStatus as CallStatusRow, CallType as CallTypeRow, WaiterCall } from "@/lib/platform/prisma/client";
import { type Message, message } from "@/lib/platform/realtime/define-event";
import { publish } from "@/lib/platform/realtime/outbox";
import { callStatusChange, callStatusChangeForGuests, waiterCall, waiterCallForGuests } from "./events";
import { toCallDto, toGuestCallDto } from "./queries";
import { statesBefore } from "./rules";
import type { CallDto, CallStatus, CreateCallInput } from "./schema";

const sittingOf = ({ tableNumber, sessionId }: WaiterCall) => ({ sitting: { tableNumber, sessionId } });

function raised(call: WaiterCall): Message {
  const { id, tableNumber, callType, message: text, createdAt, version } = toGuestCallDto(call);
  return message(
    waiterCall,
    { callId: id, tableNumber, callType, message: text, timestamp: createdAt, version },
    sittingOf(call),
  );
}

function changed(call: WaiterCall, by: string | null): Message[] {
  const { tableNumber, status, version } = toCallDto(call);
  const change = { callId: call.id, tableNumber, status, version };
  return [message(callStatusChange, { ...change, by }), message(callStatusChangeForGuests, change, sittingOf(call))];
}

/**
 * A guest calls the waiter. While a call of the kind is open, a second one joins it (200, the same call, its message replaced if
 * a new one came); otherwise 201. Throws 401 `sitting-ended` once the table is closed.
 */
export function createCall(
  ctx: Context<GuestActor>,
  input: CreateCallInput,
  idempotency: Idempotency | null,
): Promise<Once<CallDto>> {
  return once(ctx, idempotency, (tx) => raiseOrJoin(tx, ctx, input));
}

async function raiseOrJoin(
  tx: Tx,
  { actor, venue }: Context<GuestActor>,
  input: CreateCallInput,
): Promise<{ status: number; body: CallDto }> {
  const seat = await holdSeat(tx, actor);
  if (!seat) throw new AppError("sitting-ended", "This table was closed. Scan its code again.");
  const callType = input.callType.toUpperCase() as CallTypeRow;
  const text = input.message || null;
  for (;;) {
    const id = newId();
    const inserted = await tx.$executeRaw`
      insert into "WaiterCall" ("id", "venueId", "sessionId", "tableId", "tableNumber", "callType", "message")
      values (${id}::uuid, ${venue.id}::uuid, ${seat.sessionId}::uuid, ${seat.tableId}::uuid, ${seat.tableNumber},
        ${callType}::"CallType", ${text})
      on conflict ("sessionId", "callType") where "status" <> 'COMPLETED' do nothing`;
    if (inserted === 1) {
      const call = await tx.waiterCall.findUniqueOrThrow({ where: { id } });
      await publish(tx, venue, actor, [raised(call)]);
      return { status: 201, body: toGuestCallDto(call) };
    }
    const joined = await joinCall(tx, { ...actor, ...seat }, venue, callType, text);
    if (joined) return { status: 200, body: toGuestCallDto(joined) };
    // Completed between the two statements: the place is free again.
  }
}

type Seat = Pick<GuestActor, "sessionId" | "tableId" | "tableNumber">;

/**
 * Where the guest sits now, held until the commit: closing or moving the table waits, so no call outlives its sitting or stays
 * behind at its table. Null once the sitting has ended.
 */
async function holdSeat(tx: Tx, { guestId }: GuestActor): Promise<Seat | null> {
  for (;;) {
    const [held] = await tx.$queryRaw<{ id: string }[]>`
      select s."id" from "TableGuest" g join "TableSession" s on s."id" = g."sessionId"
      where g."id" = ${guestId}::uuid and s."status" <> 'CLOSED' for share of s`;
    // A statement of its own: in the one that waited for the lock, the guest would still be where they were before.
    const [seat] = await tx.$queryRaw<(Seat & { closed: boolean })[]>`
      select s."id" as "sessionId", t."id" as "tableId", t."number" as "tableNumber", s."status" = 'CLOSED' as "closed"
      from "TableGuest" g join "TableSession" s on s."id" = g."sessionId" join "Table" t on t."id" = s."tableId"
      where g."id" = ${guestId}::uuid`;
    if (!seat || seat.closed) return null;
    const { closed: _, ...place } = seat;
    // Else the party joined another one in between.
    if (held?.id === seat.sessionId) return place;
  }
}

async function joinCall(
  tx: Tx,
  actor: GuestActor,
  venue: Venue,
  callType: CallTypeRow,
  text: string | null,
): Promise<WaiterCall | null> {
  const [open] = await tx.$queryRaw<{ id: string }[]>`
    select "id" from "WaiterCall"
    where "sessionId" = ${actor.sessionId}::uuid and "callType" = ${callType}::"CallType" and "status" <> 'COMPLETED' for update`;
  if (!open) return null;
  const call = await tx.waiterCall.findUniqueOrThrow({ where: { id: open.id } });
  if (!text || text === call.message) return call;
  const updated = await tx.waiterCall.update({
    where: { id: call.id },
    data: { message: text, version: { increment: 1 } },
  });
  await publish(tx, venue, actor, [raised(updated)]);
  return updated;
}

/**
 * Says "I am going". Exactly one of many succeeds: the others get 409 `state-moved`, whose `current` names who goes. An outdated
 * `version` is 409 `version-moved`.
 */
export function acknowledgeCall(ctx: Context<StaffActor>, id: string, version?: number): Promise<CallDto> {
  const { userId, name } = ctx.actor;
  return moveCall(ctx, id, "acknowledged", version, {
    acknowledgedAt: new Date(),
    acknowledgedById: userId,
    acknowledgedByName: name,
  });
}

/** Ends a call, acknowledged or not; 409 as acknowledgeCall. */
export function completeCall(ctx: Context<StaffActor>, id: string, version?: number): Promise<CallDto> {
  return moveCall(ctx, id, "completed", version, { completedAt: new Date(), completedById: ctx.actor.userId });
}

function moveCall(
  { actor, venue }: Context<StaffActor>,
  id: string,
  target: CallStatus,
  version: number | undefined,
  stamps: Partial<WaiterCall>,
): Promise<CallDto> {
  return inTransaction(async (tx) => {
    const mine = { id, venueId: venue.id };
    // The write names the states it expects: of two at once, the second finds no row.
    const { count } = await tx.waiterCall.updateMany({
      where: {
        ...mine,
        status: { in: statesBefore(target).map((each) => each.toUpperCase() as CallStatusRow) },
        ...(version === undefined ? {} : { version }),
      },
      data: { ...stamps, status: target.toUpperCase() as CallStatusRow, version: { increment: 1 } },
    });
    const call = await tx.waiterCall.findFirst({ where: mine });
    if (!call) throw notFound("call");
    const dto = toCallDto(call);
    if (count === 0) {
      const stale = statesBefore(target).includes(dto.status);
      if (stale) throw new AppError("version-moved", "The call changed before you.", { current: dto });
      const who = dto.status === "acknowledged" ? `${dto.acknowledgedBy} is already going.` : "The call is done.";
      throw new AppError("state-moved", who, { current: dto });
    }
    await publish(tx, venue, actor, changed(call, actor.name));
    return dto;
  });
}

/** Ends every open call of a sitting, in the transaction that closes its table. */
export async function completeCallsOfSitting(tx: Tx, venue: Venue, actor: Actor, sessionId: string): Promise<void> {
  const open = await tx.$queryRaw<{ id: string }[]>`
    select "id" from "WaiterCall" where "sessionId" = ${sessionId}::uuid and "status" <> 'COMPLETED' order by "id" for update`;
  if (open.length === 0) return;
  const calls = await tx.waiterCall.updateManyAndReturn({
    where: { id: { in: open.map(({ id }) => id) } },
    data: {
      status: "COMPLETED",
      completedAt: new Date(),
      completedById: actor.kind === "staff" ? actor.userId : null,
      version: { increment: 1 },
    },
  });
  const by = actor.kind === "staff" ? actor.name : null;
  await publish(
    tx,
    venue,
    actor,
    calls.flatMap((call) => changed(call, by)),
  );
}

/** A table as a call names it. */
interface Place {
  id: string;
  number: string;
}

// One after the other and always in the same order, as whoever changes several calls at once must lock them.
async function lockOpenCalls(tx: Tx, sessionIds: readonly string[]): Promise<WaiterCall[]> {
  const locked = await tx.$queryRaw<{ id: string }[]>`
    select "id" from "WaiterCall" where "sessionId" = any(${sessionIds}::uuid[]) and "status" <> 'COMPLETED' order by "id" for update`;
  return tx.waiterCall.findMany({
    where: { id: { in: locked.map(({ id }) => id) } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}

/** A call at its new table: to be answered there, or with the person who goes already. */
function movedMessages(call: WaiterCall): Message[] {
  if (call.status === "PENDING") return [raised(call)];
  // Staff hold it and must not hear it ring again; the phones it comes to have not heard of it.
  return [{ ...raised(call), event: waiterCallForGuests }, ...changed(call, call.acknowledgedByName)];
}

/** The open calls of a sitting that took another table, in the transaction that moves it: they are raised again from there. */
export async function moveCallsTo(tx: Tx, venue: Venue, actor: Actor, sessionId: string, to: Place): Promise<void> {
  const open = await lockOpenCalls(tx, [sessionId]);
  const moved: WaiterCall[] = [];
  for (const { id } of open) {
    const data = { tableId: to.id, tableNumber: to.number, version: { increment: 1 } };
    moved.push(await tx.waiterCall.update({ where: { id }, data }));
  }
  await publish(tx, venue, actor, moved.flatMap(movedMessages));
}

/**
 * The open calls of a sitting that joins another one, in that transaction. Of two of a kind the older stays, with the words of the
 * younger when it has none; the younger is done.
 */
export async function mergeCallsInto(
  tx: Tx,
  venue: Venue,
  actor: Actor,
  sessionId: string,
  intoSessionId: string,
  to: Place,
): Promise<void> {
  const open = await lockOpenCalls(tx, [sessionId, intoSessionId]);
  const messages: Message[] = [];
  const staying: WaiterCall[] = [];
  const words = new Map<string, string>();
  for (const call of open) {
    const older = staying.find(({ callType }) => callType === call.callType);
    if (!older) {
      staying.push(call);
      continue;
    }
    if (call.message && !older.message) words.set(older.id, call.message);
    const done = await tx.waiterCall.update({
      where: { id: call.id },
      data: {
        status: "COMPLETED",
        completedAt: new Date(),
        completedById: actor.kind === "staff" ? actor.userId : null,
        version: { increment: 1 },
      },
    });
    messages.push(...changed(done, actor.kind === "staff" ? actor.name : null));
  }
  for (const call of staying) {
    const text = words.get(call.id);
    if (call.sessionId === intoSessionId && !text) continue;
    const moved = await tx.waiterCall.update({
      where: { id: call.id },
      data: {
        sessionId: intoSessionId,
        tableId: to.id,
        tableNumber: to.number,
        ...(text ? { message: text } : {}),
        version: { increment: 1 },
      },
    });
    messages.push(...movedMessages(moved));
  }
  await publish(tx, venue, actor, messages);
}
