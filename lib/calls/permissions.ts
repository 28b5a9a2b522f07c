import type { RoleName, StaffActor } from "@/lib/platform/auth/actor";

const floorRoles: readonly RoleName[] = ["admin", "manager", "staff", "cashier"];

/** Goes to a table that called. */
export function mayAnswerCalls(actor: StaffActor): boolean {
  return floorRoles.includes(actor.role);
}
