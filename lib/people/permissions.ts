import type { StaffActor } from "@/lib/platform/auth/actor";

/** Makes browsers shared tablets, sees which there are, and ends their enrolment. */
export function mayManageDevices({ role }: Pick<StaffActor, "role">): boolean {
  return role === "admin" || role === "manager";
}
