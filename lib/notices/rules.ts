import type { RoleName } from "@/lib/platform/auth/actor";
import type { NoticeDto } from "./schema";

type Targets = Pick<NoticeDto, "targetRoles" | "targetUsers">;

export interface NoticeRoute {
  /** One channel for all of them, or none: only persons are named. */
  shared: "staff" | "system" | null;
  /** Who is told on their own channel. */
  persons: string[];
}

/**
 * Where a notice travels so that nobody hears it twice: to admins alone on `system`, to other roles and to everybody on `staff`
 * (screens of other roles pass it over), to persons on their own channel unless their role is told already.
 */
export function routeNotice({ targetRoles, targetUsers }: Targets, roleOf: ReadonlyMap<string, RoleName>): NoticeRoute {
  const persons = [...new Set(targetUsers)].filter((id) => !targetRoles.some((role) => role === roleOf.get(id)));
  if (targetRoles.length === 0) return { shared: persons.length > 0 ? null : "staff", persons };
  return { shared: targetRoles.every((role) => role === "admin") ? "system" : "staff", persons };
}

/** Whether a notice is addressed to this person: what screens ask of an event on a shared channel. */
export function isAddressedTo({ targetRoles, targetUsers }: Targets, who: { id: string; role: RoleName }): boolean {
  if (targetRoles.length === 0 && targetUsers.length === 0) return true;
  return targetRoles.includes(who.role) || targetUsers.includes(who.id);
}
