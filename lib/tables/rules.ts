import type { Venue } from "@/lib/platform/auth/actor";
import { maxPartySize, type TableStatus } from "./schema";

export type SittingStatus = "PENDING" | "OPEN" | "CLOSED";

/** Whether a guest of the sitting may order: freely, subject to a staff accept, or not (yet, or any more). */
export function orderingOf(policy: Venue["orderingPolicy"], status: SittingStatus): "open" | "needs-accept" | "closed" {
  if (status === "CLOSED") return "closed";
  if (status === "OPEN" || policy === "OPEN") return "open";
  return policy === "FIRST_ORDER_ACCEPTED" ? "needs-accept" : "closed";
}

/** What a new sitting is when a guest begins it: only the `open` policy lets guests open a table themselves. */
export function statusOfNewSitting(policy: Venue["orderingPolicy"]): "OPEN" | "PENDING" {
  return policy === "OPEN" ? "OPEN" : "PENDING";
}

/** The floor's word for a table with that live sitting. */
export function floorStatus(status: SittingStatus | null): "free" | "joined" | "open" {
  if (status === "OPEN") return "open";
  return status === "PENDING" ? "joined" : "free";
}

/** What is known of a table's sitting; instants are ISO 8601 UTC, null where there is no such thing. */
export interface TableFacts {
  seated: boolean;
  openedAt: string | null;
  /** The oldest call for help that nobody has answered. */
  callingSince: string | null;
  /** The oldest call to pay that is not done, answered or not. */
  payingSince: string | null;
  /** The bill was sent to payment. */
  toPay: boolean;
  /** The oldest dish that waits to be carried. */
  readySince: string | null;
  /** The oldest order that waits for a staff accept. */
  approvalSince: string | null;
  /** The oldest order in work. */
  preparingSince: string | null;
  /** The oldest order that is not finished. */
  orderedSince: string | null;
}

/** The one word for a table, and since when: of several at once, what somebody waits for most. */
export function statusOfTable(facts: TableFacts): { status: TableStatus; since: string | null } {
  const { callingSince, payingSince, readySince, approvalSince, preparingSince, orderedSince, openedAt } = facts;
  if (callingSince) return { status: "calling", since: callingSince };
  if (payingSince || facts.toPay) return { status: "paying", since: payingSince };
  if (readySince) return { status: "ready", since: readySince };
  if (approvalSince) return { status: "pending", since: approvalSince };
  if (preparingSince) return { status: "preparing", since: preparingSince };
  if (orderedSince) return { status: "pending", since: orderedSince };
  return { status: facts.seated ? "seated" : "free", since: openedAt };
}

/** How many sit at a table: those that staff counted, or the phones there, if they are more. 0 is not known. */
export function headcount({ partySize, guests }: { partySize?: number | null; guests: number }): number {
  return Math.max(partySize ?? 0, guests);
}

/** How many two parties are together, of what staff counted: one that was not counted adds nothing. At most maxPartySize. */
export function joinPartySizes(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.min(maxPartySize, one + other);
}

/** An area's plan is a square of that many units. */
export const planSize = 1000;
