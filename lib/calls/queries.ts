import type { Venue } from "@/lib/platform/auth/actor";
import { getPrisma } from "@/lib/platform/db";
import type { WaiterCall } from "@/lib/platform/prisma/client";
import type { CallDto, CallStatus, CallType } from "./schema";

/** As staff see it; `toGuestCallDto` leaves the person out. */
export function toCallDto(row: WaiterCall): CallDto {
  return {
    id: row.id,
    tableNumber: row.tableNumber,
    callType: row.callType.toLowerCase() as CallType,
    message: row.message,
    status: row.status.toLowerCase() as CallStatus,
    createdAt: row.createdAt.toISOString(),
    acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
    acknowledgedBy: row.acknowledgedByName,
    version: row.version,
  };
}

export function toGuestCallDto(row: WaiterCall): CallDto {
  return { ...toCallDto(row), acknowledgedBy: null };
}

/** Calls that wait or are being answered, oldest first. */
export async function listOpenCalls(venue: Venue): Promise<CallDto[]> {
  const rows = await getPrisma().waiterCall.findMany({
    where: { venueId: venue.id, status: { not: "COMPLETED" } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(toCallDto);
}

/** The open calls of one sitting as its guests see them, oldest first. */
export async function listSittingCalls(venue: Venue, sessionId: string): Promise<CallDto[]> {
  const rows = await getPrisma().waiterCall.findMany({
    where: { venueId: venue.id, sessionId, status: { not: "COMPLETED" } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return rows.map(toGuestCallDto);
}
