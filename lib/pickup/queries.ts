import { wire } from "@/lib/orders/queries";
import type { Venue } from "@/lib/platform/auth/actor";
import { getPool } from "@/lib/platform/db";
import type { Order } from "@/lib/platform/prisma/client";
import { serviceDay } from "@/lib/platform/time";
import { pickupBoard } from "./rules";
import type { PickupDto } from "./schema";

type Row = Pick<Order, "number" | "source" | "approval" | "status" | "createdAt" | "readyAt"> & { serviceDay: string };

/** The pickup screen's two columns as they stand. One statement, over the index of unfinished orders. */
export async function readPickup(venue: Venue, now = new Date()): Promise<PickupDto> {
  const { rows } = await getPool().query<Row>({
    name: "read-pickup",
    text: `
      select o."number", o."source", o."approval", o."status", o."serviceDay"::text as "serviceDay", o."createdAt", o."readyAt"
        from "Order" o
       where o."venueId" = $1::uuid and o."status" in ('PENDING', 'PREPARING', 'READY') and o."source" = 'COUNTER'`,
    values: [venue.id],
  });
  const orders = rows.map((row) => ({ ...row, approval: wire(row.approval), status: wire(row.status) }));
  const today = serviceDay(now, venue.timezone, venue.serviceDayCutoffHour);
  return { ...pickupBoard(orders, today, now), at: now.toISOString() };
}
