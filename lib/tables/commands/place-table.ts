import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { inTransaction } from "@/lib/platform/db";
import { invalid, notFound } from "@/lib/platform/errors";
import { message } from "@/lib/platform/realtime/define-event";
import { publish } from "@/lib/platform/realtime/outbox";
import { floorPlanUpdated } from "../events";
import { planSize } from "../rules";
import type { LiveTableDto, PlaceTableInput } from "../schema";
import { tableAfter } from "./seat";

/** Puts a table elsewhere on its area's plan, in the plan's units. Throws 404, and 422 when it would stand over the plan's edge. */
export function placeTable(
  { actor, venue }: Context<StaffActor>,
  tableId: string,
  { x, y }: PlaceTableInput,
): Promise<LiveTableDto> {
  return inTransaction(async (tx) => {
    const table = await tx.table.findFirst({ where: { id: tableId, venueId: venue.id } });
    if (!table) throw notFound("table");
    if (x + table.width > planSize) throw invalid("x", "The table would stand outside the plan.");
    if (y + table.height > planSize) throw invalid("y", "The table would stand outside the plan.");
    await tx.table.update({ where: { id: table.id }, data: { x, y } });
    await publish(tx, venue, actor, [message(floorPlanUpdated, { tables: [{ id: table.id, x, y }] })]);
    return tableAfter(tx, venue, table.id);
  });
}
