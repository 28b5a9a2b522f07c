import { z } from "zod";
import { defineEvent } from "@/lib/platform/realtime/define-event";
import { TicketDto, ticketStates } from "./schema";

/** Carries the whole ticket: the kitchen shows it without asking. */
export const ticketCreated = defineEvent({
  name: "ticket-created",
  audience: ["kitchen", "station"],
  payload: TicketDto.omit({ id: true }).extend({ ticketId: z.uuid() }),
});

/** What stands at the head of a ticket changed (its guests moved to another table, it was rushed, a change was made or seen); its state did not. Marks that are left out did not change. */
export const ticketUpdated = defineEvent({
  name: "ticket-updated",
  audience: ["kitchen", "station"],
  payload: z.object({
    ticketId: z.uuid(),
    orderId: z.uuid(),
    station: z.string(),
    tableNumber: z.string().nullable(),
    version: z.int(),
    rushAt: z.iso.datetime().nullable().optional(),
    changedAt: z.iso.datetime().nullable().optional(),
    changeSeenAt: z.iso.datetime().nullable().optional(),
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

/** A ticket's time at its station is nearly used, or over: once per level, raised by the server. */
export const ticketOverdue = defineEvent({
  name: "sla-warning",
  audience: ["alerts", "kitchen", "station"],
  payload: z.object({
    type: z.literal("ticket"),
    /** The ticket's id. */
    resourceId: z.uuid(),
    severity: z.enum(["warning", "critical"]),
    message: z.string(),
    dueAt: z.iso.datetime(),
    station: z.string(),
    orderNumber: z.int(),
    tableNumber: z.string().nullable(),
    version: z.int(),
  }),
});
