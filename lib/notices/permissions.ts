import type { StaffActor } from "@/lib/platform/auth/actor";

/** Says something to roles, to persons or to the whole house. */
export function maySendNotices({ role }: Pick<StaffActor, "role">): boolean {
  return role === "admin" || role === "manager";
}
