import type { RoleName, StaffActor } from "@/lib/platform/auth/actor";

const bumpers: readonly RoleName[] = ["admin", "manager", "cashier", "staff", "kitchen"];

/** Moves tickets: the kitchen also sends a ready one off the pass. */
export function mayMoveTickets({ role }: Pick<StaffActor, "role">): boolean {
  return bumpers.includes(role);
}
