import { z } from "zod";
import { defineEvent } from "@/lib/platform/realtime/define-event";

/** The sitting of a table changed: joined (pending), opened, closed (free), or its token rotated. */
export const tableStatusChange = defineEvent({
  name: "table-status-change",
  audience: ["tables", "staff"],
  payload: z.object({
    tableNumber: z.string(),
    status: z.enum(["free", "joined", "open"]),
    sessionId: z.uuid().nullable(),
    openedAt: z.iso.datetime().nullable(),
    guests: z.int(),
  }),
});

/** Tells the phones of a sitting that ordering opened, or that the sitting ended. */
export const sittingStatusChange = defineEvent({
  name: "sitting-status-change",
  audience: ["sitting"],
  payload: z.object({ sessionId: z.uuid(), ordering: z.enum(["open", "needs-accept", "closed"]), ended: z.boolean() }),
});
