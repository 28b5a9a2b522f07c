import type { RoleName } from "@/lib/platform/auth/actor";
import { apiFetch } from "@/lib/platform/http/client";
import type { EventMeta, LiveEvent } from "@/lib/platform/realtime/define-event";
import type { NoticeDto } from "./schema";

type Payload = Omit<NoticeDto, "id"> & { noticeId: string; meta: EventMeta };

const names = new Set(["system-notification", "system-alert", "system-maintenance"]);
const weight: Record<NoticeDto["severity"], number> = { critical: 2, warning: 1, info: 0 };

/** The notice that an event carries, if it is one for this reader. */
export function noticeOfEvent(event: LiveEvent, reader: { id: string; role: RoleName }): NoticeDto | null {
  if (!names.has(event.name)) return null;
  const { noticeId, meta: _meta, ...notice } = event.data as unknown as Payload;
  const { targetRoles, targetUsers } = notice;
  const isForAll = targetRoles.length === 0 && targetUsers.length === 0;
  const isMine = targetUsers.includes(reader.id) || (targetRoles as readonly RoleName[]).includes(reader.role);
  return isForAll || isMine ? { ...notice, id: noticeId } : null;
}

/** Applies one event to what a reader has not read yet; the same notice twice is one. */
export function applyNoticeEvent(
  notices: readonly NoticeDto[],
  event: LiveEvent,
  reader: { id: string; role: RoleName },
): readonly NoticeDto[] {
  const notice = noticeOfEvent(event, reader);
  return !notice || notices.some(({ id }) => id === notice.id) ? notices : [...notices, notice];
}

/** Those that still hold at `now` (ms), the gravest first, of equal ones the newest. */
export function currentNotices(notices: readonly NoticeDto[], now: number | null): NoticeDto[] {
  return notices
    .filter(({ endsAt }) => now === null || !endsAt || Date.parse(endsAt) > now)
    .sort((a, b) => weight[b.severity] - weight[a.severity] || b.createdAt.localeCompare(a.createdAt));
}

/** Says that the person at this screen has read it. `leaving`: the page goes away, the request must outlive it. */
export function markNoticeRead(venue: string, id: string, { leaving = false } = {}): Promise<unknown> {
  const path = `/api/venues/${venue}/notices/${id}/read`;
  if (!leaving) return apiFetch(path, { method: "POST", body: {} });
  return fetch(path, {
    method: "POST",
    body: "{}",
    headers: { "content-type": "application/json" },
    credentials: "same-origin",
    keepalive: true,
  });
}
