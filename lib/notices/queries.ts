import type { Context, StaffActor, Venue } from "@/lib/platform/auth/actor";
import { getPrisma } from "@/lib/platform/db";
import type { Notice, Role } from "@/lib/platform/prisma/client";
import type { NoticeDto } from "./schema";

/** How many one person is shown; who has more unread reads the newest. */
const most = 50;

export const roleRow = (role: string) => role.toUpperCase() as Role;

export function toNoticeDto(row: Notice): NoticeDto {
  return {
    id: row.id,
    kind: row.kind.toLowerCase() as NoticeDto["kind"],
    severity: row.severity.toLowerCase() as NoticeDto["severity"],
    title: row.title,
    message: row.message,
    targetRoles: row.targetRoles.map((role) => role.toLowerCase() as NoticeDto["targetRoles"][number]),
    targetUsers: row.targetUsers,
    startsAt: row.startsAt?.toISOString() ?? null,
    endsAt: row.endsAt?.toISOString() ?? null,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
  };
}

/** What somebody has to tell this person now: addressed to them, their role or everybody, not read, begun and not over. Newest first. */
export async function listNotices({ actor, venue }: Context<StaffActor>, now = new Date()): Promise<NoticeDto[]> {
  const everybody = { targetRoles: { isEmpty: true }, targetUsers: { isEmpty: true } };
  const rows = await getPrisma().notice.findMany({
    where: {
      venueId: venue.id,
      withdrawnAt: null,
      reads: { none: { userId: actor.userId } },
      AND: [
        {
          OR: [everybody, { targetRoles: { has: roleRow(actor.role) } }, { targetUsers: { has: actor.userId } }],
        },
        { OR: [{ startsAt: null }, { startsAt: { lte: now } }] },
        { OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: most,
  });
  return rows.map(toNoticeDto);
}

/** What a shared tablet shows before anybody signs in: what is for everybody, begun and not over, whoever has read it. Newest first. */
export async function listNoticesToEverybody(venue: Venue, now = new Date()): Promise<NoticeDto[]> {
  const rows = await getPrisma().notice.findMany({
    where: {
      venueId: venue.id,
      withdrawnAt: null,
      targetRoles: { isEmpty: true },
      targetUsers: { isEmpty: true },
      AND: [
        { OR: [{ startsAt: null }, { startsAt: { lte: now } }] },
        { OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 5,
  });
  return rows.map(toNoticeDto);
}
