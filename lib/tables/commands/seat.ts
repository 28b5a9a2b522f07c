import type { StaffActor, Venue } from "@/lib/platform/auth/actor";
import type { Tx } from "@/lib/platform/db";
import { notFound } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import type { TableSession } from "@/lib/platform/prisma/client";
import { getTable } from "../queries";
import type { LiveTableDto } from "../schema";

export interface TableRef {
  id: string;
  number: string;
}

// One at a time per table: its row is locked before its sitting is looked at, in every command of this folder.
export async function lockTable(tx: Tx, venue: Venue, tableId: string): Promise<TableRef> {
  const [table] = await tx.$queryRaw<TableRef[]>`
    select "id", "number" from "Table" where "venueId" = ${venue.id}::uuid and "id" = ${tableId}::uuid for no key update`;
  if (!table) throw notFound("table");
  return table;
}

export async function findLiveSession(tx: Tx, table: TableRef): Promise<TableSession | null> {
  const [locked] = await tx.$queryRaw<{ id: string }[]>`
    select "id" from "TableSession" where "tableId" = ${table.id}::uuid and "status" <> 'CLOSED' for update`;
  return locked ? tx.tableSession.findUniqueOrThrow({ where: { id: locked.id } }) : null;
}

/** The table's live sitting, begun with its bill when there is none. */
export async function liveSession(
  tx: Tx,
  venue: Venue,
  table: TableRef,
  status: "OPEN" | "PENDING",
  opener: StaffActor | null = null,
): Promise<TableSession> {
  for (;;) {
    const live = await findLiveSession(tx, table);
    if (live) return live;
    const id = newId();
    const openedAt = status === "OPEN" ? new Date() : null;
    // A partial unique index allows one live sitting a table, whoever else writes sittings.
    const inserted = await tx.$executeRaw`
      insert into "TableSession" ("id", "venueId", "tableId", "status", "openedAt", "openedById", "openedByName")
      values (${id}::uuid, ${venue.id}::uuid, ${table.id}::uuid, ${status}::"TableSessionStatus", ${openedAt},
        ${opener?.userId ?? null}::uuid, ${opener?.name ?? null})
      on conflict ("tableId") where "status" <> 'CLOSED' do nothing`;
    if (inserted === 1) {
      await tx.bill.create({ data: { id: newId(), venueId: venue.id, sessionId: id, currency: venue.currency } });
      return tx.tableSession.findUniqueOrThrow({ where: { id } });
    }
  }
}

export async function tableAfter(tx: Tx, venue: Venue, tableId: string): Promise<LiveTableDto> {
  const table = await getTable(venue, tableId, tx);
  if (!table) throw notFound("table");
  return table;
}
