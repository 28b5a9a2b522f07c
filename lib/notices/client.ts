import type { RoleName } from "@/lib/platform/auth/actor";
import { apiFetch } from "@/lib/platform/http/client";
import type { EventMeta, LiveEvent } from "@/lib/platform/realtime/define-event";
import { isAddressedTo } from "./rules";
import type { NoticeDto } from "./schema";

type Payload = Omit<NoticeDto, "id"> & { noticeId: string; venue: string; meta: EventMeta };

/** Whoever reads, and in which venue: a person's own channel is one for all venues they work in. */
export interface NoticeReader {
  id: string;
  role: RoleName;
  /** Slug. */
  venue: string;
}

const names = new Set(["system-notification", "system-alert", "system-maintenance"]);
const weight: Record<NoticeDto["severity"], number> = { critical: 2, warning: 1, info: 0 };

/** The notice that an event carries, if it is one for this reader. */
export function noticeOfEvent(event: LiveEvent, reader: NoticeReader): NoticeDto | null {
  if (!names.has(event.name)) return null;
  const { noticeId, venue, meta: _meta, ...notice } = event.data as unknown as Payload;
  return venue === reader.venue && isAddressedTo(notice, reader) ? { ...notice, id: noticeId } : null;
}

/** Applies one event to what a reader has not read yet; the same notice twice is one. */
export function applyNoticeEvent(
  notices: readonly NoticeDto[],
  event: LiveEvent,
  reader: NoticeReader,
): readonly NoticeDto[] {
  const notice = noticeOfEvent(event, reader);
  return !notice || notices.some(({ id }) => id === notice.id) ? notices : [...notices, notice];
}

/** Whether it has begun and is not over at `now` (ms). */
function holds({ startsAt, endsAt }: NoticeDto, now: number): boolean {
  return (!startsAt || Date.parse(startsAt) <= now) && (!endsAt || Date.parse(endsAt) > now);
}

/** Those that hold at `now` (ms; null: the server chose), the gravest first, of equal ones the newest. */
export function currentNotices(notices: readonly NoticeDto[], now: number | null): NoticeDto[] {
  return notices
    .filter((notice) => now === null || holds(notice, now))
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
