import { writeAudit } from "@/lib/platform/audit";
import type { Context, RoleName, StaffActor } from "@/lib/platform/auth/actor";
import { getPrisma, type Tx } from "@/lib/platform/db";
import { invalid, notFound } from "@/lib/platform/errors";
import { type Idempotency, type Once, once } from "@/lib/platform/http/idempotency";
import { newId } from "@/lib/platform/ids";
import type { Notice } from "@/lib/platform/prisma/client";
import { type EventDefinition, type Message, message } from "@/lib/platform/realtime/define-event";
import { publish } from "@/lib/platform/realtime/outbox";
import { indexOfKind, noticesForPerson, noticesForStaff, noticesForSystem } from "./events";
import { roleRow, toNoticeDto } from "./queries";
import { isAddressedTo, routeNotice } from "./rules";
import type { CreateNoticeInput, NoticeDto } from "./schema";

/**
 * Says something to roles, to persons, or to everybody who works here; audited. 201 with the notice.
 * @throws AppError 422 for somebody who does not work here, and for an end that has passed
 */
export async function createNotice(
  ctx: Context<StaffActor>,
  input: CreateNoticeInput,
  idempotency: Idempotency | null,
  now = new Date(),
): Promise<Once<NoticeDto>> {
  const endsAt = input.endsAt ? new Date(input.endsAt) : null;
  return once(ctx, idempotency, async (tx) => {
    if (endsAt && endsAt <= now) throw invalid("endsAt", "The end has already passed.");
    const { actor, venue } = ctx;
    const targetUsers = [...new Set(input.targetUsers)];
    const roleOf = await rolesOfMembers(tx, venue.id, targetUsers);
    const row = await tx.notice.create({
      data: {
        id: newId(),
        venueId: venue.id,
        kind: input.kind.toUpperCase() as Notice["kind"],
        severity: input.severity.toUpperCase() as Notice["severity"],
        title: input.title,
        message: input.message,
        targetRoles: [...new Set(input.targetRoles)].map(roleRow),
        targetUsers,
        startsAt: input.startsAt ? new Date(input.startsAt) : null,
        endsAt,
        createdById: actor.userId,
        createdByName: actor.name,
      },
    });
    const notice = toNoticeDto(row);
    await publish(tx, venue, actor, messagesOf(notice, venue.slug, roleOf));
    await writeAudit(tx, ctx, {
      action: "notice.created",
      subject: `Notice “${notice.title}”`,
      subjectId: notice.id,
      after: {
        kind: notice.kind,
        severity: notice.severity,
        message: notice.message,
        targetRoles: notice.targetRoles,
        targetUsers,
        startsAt: notice.startsAt,
        endsAt: notice.endsAt,
      },
    });
    return { status: 201, body: notice };
  });
}

async function rolesOfMembers(tx: Tx, venueId: string, userIds: string[]): Promise<Map<string, RoleName>> {
  const members = await tx.membership.findMany({
    where: { venueId, userId: { in: userIds }, disabledAt: null, user: { disabledAt: null } },
    select: { userId: true, role: true },
  });
  const roleOf = new Map(members.map(({ userId, role }) => [userId, role.toLowerCase() as RoleName]));
  const stranger = userIds.findIndex((id) => !roleOf.has(id));
  if (stranger >= 0) throw invalid(`targetUsers.${stranger}`, "Nobody who works here has this id.");
  return roleOf;
}

function messagesOf(notice: NoticeDto, venue: string, roleOf: ReadonlyMap<string, RoleName>): Message[] {
  const { id: noticeId, ...rest } = notice;
  const payload = { ...rest, noticeId, venue };
  const eventOf = (events: readonly EventDefinition[]) => events[indexOfKind(notice.kind)] as EventDefinition;
  const { shared, persons } = routeNotice(notice, roleOf);
  return [
    ...(shared ? [message(eventOf(shared === "staff" ? noticesForStaff : noticesForSystem), payload)] : []),
    ...persons.map((userId) => message(eventOf(noticesForPerson), payload, { userId })),
  ];
}

/** Marks a notice as read by the person; again changes nothing. Answers the notice. Throws 404 for one that is not theirs. */
export async function readNotice({ actor, venue }: Context<StaffActor>, id: string): Promise<NoticeDto> {
  const row = await getPrisma().notice.findFirst({ where: { id, venueId: venue.id, withdrawnAt: null } });
  if (!row) throw notFound("notice");
  const notice = toNoticeDto(row);
  if (!isAddressedTo(notice, { id: actor.userId, role: actor.role })) throw notFound("notice");
  await getPrisma().noticeRead.createMany({ data: [{ noticeId: id, userId: actor.userId }], skipDuplicates: true });
  return notice;
}
