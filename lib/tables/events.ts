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
    /** Whose table it is. */
    openedBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    guests: z.int(),
    /** How many sit there, as staff counted them; left out where the change does not touch it. */
    partySize: z.int().nullable().optional(),
  }),
});

/** Tables were put elsewhere on the plan. */
export const floorPlanUpdated = defineEvent({
  name: "floor-plan-updated",
  audience: ["tables", "staff"],
  payload: z.object({ tables: z.array(z.object({ id: z.uuid(), x: z.int(), y: z.int() })) }),
});

/** Tells the phones of a sitting that ordering opened, or that the sitting ended. */
export const sittingStatusChange = defineEvent({
  name: "sitting-status-change",
  audience: ["sitting"],
  payload: z.object({
    sessionId: z.uuid(),
    ordering: z.enum(["open", "needs-accept", "closed"]),
    ended: z.boolean(),
    /** The guests were moved (sent on the channel they leave): where their sitting is now. Their cookie goes on being good. */
    moved: z.object({ tableNumber: z.string(), sessionId: z.uuid(), channel: z.string() }).optional(),
  }),
});
