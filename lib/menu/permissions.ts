import type { RoleName, StaffActor } from "@/lib/platform/auth/actor";

const availabilityRoles: readonly RoleName[] = ["admin", "manager", "staff", "kitchen", "cashier"];

/** Whoever hears first that something is gone may say so. */
export function maySetAvailability(actor: StaffActor): boolean {
  return availabilityRoles.includes(actor.role);
}
