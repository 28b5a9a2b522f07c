import type { Actor, Context, GuestActor, StaffActor, Venue } from "@/lib/platform/auth/actor";
import { inTransaction, type Tx } from "@/lib/platform/db";
import { AppError, notFound } from "@/lib/platform/errors";
import { type Idempotency, type Once, once } from "@/lib/platform/http/idempotency";
import { newId } from "@/lib/platform/ids";
import type { CallStatus as CallStatusRow, CallType as CallTypeRow, WaiterCall } from "@/lib/platform/prisma/client";
import { type Message, message } from "@/lib/platform/realtime/define-event";
import { publish } from "@/lib/platform/realtime/outbox";
import { callStatusChange, callStatusChangeForGuests, waiterCall } from "./events";
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
  // Held until the commit: closing the table waits, so no call outlives its sitting.
  const live = await tx.$queryRaw<unknown[]>`
    select 1 from "TableSession" where "id" = ${actor.sessionId}::uuid and "status" <> 'CLOSED' for share`;
  if (live.length === 0) throw new AppError("sitting-ended", "This table was closed. Scan its code again.");
  const callType = input.callType.toUpperCase() as CallTypeRow;
  const text = input.message || null;
  for (;;) {
    const id = newId();
    const inserted = await tx.$executeRaw`
      insert into "WaiterCall" ("id", "venueId", "sessionId", "tableId", "tableNumber", "callType", "message")
      values (${id}::uuid, ${venue.id}::uuid, ${actor.sessionId}::uuid, ${actor.tableId}::uuid, ${actor.tableNumber},
        ${callType}::"CallType", ${text})
      on conflict ("sessionId", "callType") where "status" <> 'COMPLETED' do nothing`;
    if (inserted === 1) {
      const call = await tx.waiterCall.findUniqueOrThrow({ where: { id } });
      await publish(tx, venue, actor, [raised(call)]);
      return { status: 201, body: toGuestCallDto(call) };
    }
    const joined = await joinCall(tx, actor, venue, callType, text);
    if (joined) return { status: 200, body: toGuestCallDto(joined) };
    // Completed between the two statements: the place is free again.
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
  const calls = await tx.waiterCall.updateManyAndReturn({
    where: { venueId: venue.id, sessionId, status: { not: "COMPLETED" } },
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
