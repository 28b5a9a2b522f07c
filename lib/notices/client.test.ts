import { describe, expect, it } from "vitest";
import type { LiveEvent } from "@/lib/platform/realtime/define-event";
import { applyNoticeEvent, currentNotices } from "./client";
import type { NoticeDto } from "./schema";

const reader = { id: "u1", role: "staff", venue: "v" } as const;
const notice = (id: string, change: Partial<NoticeDto> = {}): NoticeDto => ({
  id,
  kind: "notification",
  severity: "info",
  title: id,
  message: "",
  targetRoles: [],
  targetUsers: [],
  startsAt: null,
  endsAt: null,
  createdBy: "Стоян",
  createdAt: "2026-05-01T18:00:00.000Z",
  ...change,
});
const event = ({ id, ...rest }: NoticeDto, venue = "v"): LiveEvent => ({
  name: `system-${rest.kind}`,
  channel: "presence-v-staff",
  data: { noticeId: id, venue, ...rest, meta: { id: "e", seq: 1, at: rest.createdAt } },
});

describe("applyNoticeEvent", () => {
  const taken = (one: NoticeDto, venue?: string) => applyNoticeEvent([], event(one, venue), reader).length === 1;

  it("takes what is for everybody, for the role or for the person, and nothing else", () => {
    expect(taken(notice("n"))).toBe(true);
    expect(taken(notice("n", { targetRoles: ["staff"] }))).toBe(true);
    expect(taken(notice("n", { targetUsers: ["u1"] }))).toBe(true);
    expect(taken(notice("n", { targetRoles: ["manager"], targetUsers: ["u1"] }))).toBe(true);
    expect(taken(notice("n", { targetRoles: ["manager"] }))).toBe(false);
    expect(taken(notice("n", { targetUsers: ["u2"] }))).toBe(false);
  });

  it("leaves what was said in another house of the same person", () => {
    expect(taken(notice("n", { targetUsers: ["u1"] }), "other")).toBe(false);
  });

  it("takes the same notice once", () => {
    const once = applyNoticeEvent([], event(notice("n")), reader);
    expect(applyNoticeEvent(once, event(notice("n")), reader)).toBe(once);
  });
});

describe("currentNotices", () => {
  it("puts the gravest first, then the newest, and leaves out what has ended or not begun", () => {
    const list = [
      notice("old", { createdAt: "2026-05-01T17:00:00.000Z" }),
      notice("new"),
      notice("over", { severity: "critical", endsAt: "2026-05-01T18:30:00.000Z" }),
      notice("later", { severity: "critical", startsAt: "2026-05-01T19:30:00.000Z" }),
      notice("grave", { severity: "critical", createdAt: "2026-05-01T16:00:00.000Z" }),
    ];
    const at = Date.parse("2026-05-01T19:00:00.000Z");
    expect(currentNotices(list, at).map(({ id }) => id)).toEqual(["grave", "new", "old"]);
  });
});
