import type { Venue } from "@/lib/platform/auth/actor";

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
