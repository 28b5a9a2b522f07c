import type { RoleName, StaffActor } from "@/lib/platform/auth/actor";

const floorRoles: readonly RoleName[] = ["admin", "manager", "staff", "cashier"];

/** Opens, closes, moves and joins tables, and shows their codes. */
export function mayRunTables(actor: Pick<StaffActor, "role">): boolean {
  return floorRoles.includes(actor.role);
}

/** Makes a table's printed code worthless. */
export function mayRotateTokens(actor: Pick<StaffActor, "role">): boolean {
  return actor.role === "admin" || actor.role === "manager";
}

/** Puts tables elsewhere on the plan. */
export function mayArrangeTables(actor: Pick<StaffActor, "role">): boolean {
  return actor.role === "admin" || actor.role === "manager";
}
