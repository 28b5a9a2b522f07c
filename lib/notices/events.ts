import { z } from "zod";
import { defineEvent } from "@/lib/platform/realtime/define-event";
import { NoticeDto, noticeKinds } from "./schema";

const payload = NoticeDto.omit({ id: true }).extend({
  noticeId: z.uuid(),
  /** The slug of the venue it was said in: a person's own channel is one for all venues they work in. */
  venue: z.string(),
});

/** The event of each kind of notice, in the order of `noticeKinds`. */
const eventNames = ["system-notification", "system-alert", "system-maintenance"] as const;

/** To everybody, or to roles: screens of other roles pass it over. */
export const noticesForStaff = eventNames.map((name) => defineEvent({ name, audience: ["staff"], payload }));
/** To admins alone. */
export const noticesForSystem = eventNames.map((name) => defineEvent({ name, audience: ["system"], payload }));
/** To one person. */
export const noticesForPerson = eventNames.map((name) => defineEvent({ name, audience: ["user"], payload }));

/** Where a kind's event stands in the lists above. */
export const indexOfKind = (kind: (typeof noticeKinds)[number]): number => noticeKinds.indexOf(kind);
