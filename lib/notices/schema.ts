import { z } from "zod";

export const noticeKinds = ["notification", "alert", "maintenance"] as const;
export const noticeSeverities = ["info", "warning", "critical"] as const;
const roles = ["admin", "manager", "cashier", "staff", "kitchen", "releaser"] as const;

/** Years that the database and every clock can hold. */
const instant = z.iso.datetime({ offset: true }).regex(/^2\d{3}/, "Name a time of this millennium.");

/** POST /notices. Without targets it is for everybody who works here. */
export const CreateNoticeInput = z
  .strictObject({
    kind: z.enum(noticeKinds).default("notification"),
    severity: z.enum(noticeSeverities).default("info"),
    title: z.string().trim().min(1).max(120),
    message: z.string().trim().max(600).default(""),
    targetRoles: z.array(z.enum(roles)).max(roles.length).default([]),
    targetUsers: z.array(z.uuid()).max(50).default([]),
    startsAt: instant.nullable().optional(),
    endsAt: instant.nullable().optional(),
  })
  .refine(({ startsAt, endsAt }) => !startsAt || !endsAt || Date.parse(startsAt) < Date.parse(endsAt), {
    path: ["endsAt"],
    message: "The end comes after the beginning.",
  });
export type CreateNoticeInput = z.infer<typeof CreateNoticeInput>;

export const NoticeDto = z.object({
  id: z.uuid(),
  kind: z.enum(noticeKinds),
  severity: z.enum(noticeSeverities),
  title: z.string(),
  message: z.string(),
  targetRoles: z.array(z.enum(roles)),
  targetUsers: z.array(z.uuid()),
  startsAt: z.iso.datetime().nullable(),
  endsAt: z.iso.datetime().nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
});
export type NoticeDto = z.infer<typeof NoticeDto>;
