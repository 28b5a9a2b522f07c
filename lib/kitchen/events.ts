import { z } from "zod";
import { defineEvent } from "@/lib/platform/realtime/define-event";
import { TicketDto, ticketStates } from "./schema";

/** Carries the whole ticket: the kitchen shows it without asking. */
export const ticketCreated = defineEvent({
  name: "ticket-created",
  audience: ["kitchen", "station"],
  payload: TicketDto.omit({ id: true }).extend({ ticketId: z.uuid() }),
});

/** What stands at the head of a ticket changed (its guests moved to another table); the ticket itself did not. */
export const ticketUpdated = defineEvent({
  name: "ticket-updated",
  audience: ["kitchen", "station"],
  payload: z.object({
    ticketId: z.uuid(),
    orderId: z.uuid(),
    station: z.string(),
    tableNumber: z.string().nullable(),
    version: z.int(),
  }),
});

export const ticketStatusChange = defineEvent({
  name: "ticket-status-change",
  audience: ["kitchen", "station"],
  payload: z.object({
    ticketId: z.uuid(),
    orderId: z.uuid(),
    station: z.string(),
    oldStatus: z.enum(ticketStates),
    status: z.enum(ticketStates),
    version: z.int(),
    startedAt: z.iso.datetime().nullable(),
    readyAt: z.iso.datetime().nullable(),
  }),
});
