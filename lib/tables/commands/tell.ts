import type { Actor, Venue } from "@/lib/platform/auth/actor";
import type { Tx } from "@/lib/platform/db";
import type { TableSession } from "@/lib/platform/prisma/client";
import { message } from "@/lib/platform/realtime/define-event";
import { publish } from "@/lib/platform/realtime/outbox";
import { sittingStatusChange, tableStatusChange } from "../events";
import { openerOf } from "../queries";
import { floorStatus, orderingOf } from "../rules";
import type { TableRef } from "./seat";

export async function publishFloor(
  tx: Tx,
  venue: Venue,
  actor: Actor | null,
  table: TableRef,
  session: TableSession | null,
): Promise<void> {
  const guests = session ? await tx.tableGuest.count({ where: { sessionId: session.id } }) : 0;
  await publish(tx, venue, actor, [
    message(tableStatusChange, {
      tableNumber: table.number,
      status: floorStatus(session?.status ?? null),
      sessionId: session?.id ?? null,
      openedAt: session?.openedAt?.toISOString() ?? null,
      openedBy: openerOf(session),
      guests,
      partySize: session?.partySize ?? null,
    }),
  ]);
}

export async function publishSitting(
  tx: Tx,
  venue: Venue,
  actor: Actor,
  table: TableRef,
  session: TableSession,
): Promise<void> {
  const { id: sessionId, status } = session;
  const ended = status === "CLOSED";
  await publish(tx, venue, actor, [
    message(
      sittingStatusChange,
      { sessionId, ordering: orderingOf(venue.orderingPolicy, status), ended },
      { sitting: { tableNumber: table.number, sessionId } },
    ),
  ]);
}
