import type { Venue } from "@/lib/platform/auth/actor";
import { getPool } from "@/lib/platform/db";
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

// Written out, not through Prisma: it sends a state as a cast parameter, which no partial index on that state can serve.
export const openCallsStatements = {
  ofVenue: {
    name: "open-calls",
    text: `select * from "WaiterCall" c where c."venueId" = $1::uuid and c."status" <> 'COMPLETED' order by c."createdAt", c."id"`,
  },
  ofSitting: {
    name: "open-calls-of-sitting",
    text: `
      select * from "WaiterCall" c where c."venueId" = $1::uuid and c."sessionId" = $2::uuid and c."status" <> 'COMPLETED'
       order by c."createdAt", c."id"`,
  },
};

/** Calls that wait or are being answered, oldest first. */
export async function listOpenCalls(venue: Venue): Promise<CallDto[]> {
  const { rows } = await getPool().query<WaiterCall>({ ...openCallsStatements.ofVenue, values: [venue.id] });
  return rows.map(toCallDto);
}

/** The open calls of one sitting as its guests see them, oldest first. */
export async function listSittingCalls(venue: Venue, sessionId: string): Promise<CallDto[]> {
  const { rows } = await getPool().query<WaiterCall>({
    ...openCallsStatements.ofSitting,
    values: [venue.id, sessionId],
  });
  return rows.map(toGuestCallDto);
}
