import { z } from "zod";
import { defineEvent } from "@/lib/platform/realtime/define-event";
import { callStatuses, callTypes } from "./schema";

export const waiterCall = defineEvent({
  name: "waiter-call",
  audience: ["staff", "sitting"],
  payload: z.object({
    callId: z.uuid(),
    tableNumber: z.string(),
    callType: z.enum(callTypes),
    message: z.string().nullable(),
    timestamp: z.iso.datetime(),
    version: z.int(),
  }),
});

/** A call that somebody is on the way to already comes to another sitting's phones: nothing rings. */
export const waiterCallForGuests = defineEvent({ ...waiterCall, audience: ["sitting"] });

/** Nobody answered in the venue's time: once per level, raised by the server. Warning is louder, critical is for the manager. */
export const callOverdue = defineEvent({
  name: "sla-warning",
  audience: ["alerts", "staff"],
  payload: z.object({
    type: z.literal("call"),
    /** The call's id. */
    resourceId: z.uuid(),
    severity: z.enum(["warning", "critical"]),
    message: z.string(),
    dueAt: z.iso.datetime(),
    tableNumber: z.string(),
    callType: z.enum(callTypes),
    version: z.int(),
  }),
});

/** `by` names the person for staff. The sitting's copy is written as a message of its own, without it. */
export const callStatusChange = defineEvent({
  name: "call-status-change",
  audience: ["staff"],
  payload: z.object({
    callId: z.uuid(),
    tableNumber: z.string(),
    status: z.enum(callStatuses),
    by: z.string().nullable(),
    version: z.int(),
  }),
});

export const callStatusChangeForGuests = defineEvent({
  name: "call-status-change",
  audience: ["sitting"],
  payload: callStatusChange.payload.omit({ by: true }),
});
