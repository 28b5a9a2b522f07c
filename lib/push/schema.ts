import { z } from "zod";

/** What a person can be told of while the dashboard is closed. */
export const pushTopics = ["orders", "calls", "ready", "mentions", "notices"] as const;
export type PushTopic = (typeof pushTopics)[number];

const base64url = z.string().regex(/^[A-Za-z0-9_-]+=*$/);

/** POST /push-subscriptions: a PushSubscription as the browser serialises it, and what to be told of (everything unless said). */
export const SubscribeInput = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/ }).max(2_000),
  expirationTime: z.number().nullable().optional(),
  keys: z.strictObject({ p256dh: base64url.min(80).max(100), auth: base64url.min(20).max(30) }),
  topics: z
    .array(z.enum(pushTopics))
    .max(pushTopics.length)
    .default([...pushTopics]),
});
export type SubscribeInput = z.infer<typeof SubscribeInput>;

/** PATCH /push-subscriptions/{id} */
export const ChooseTopicsInput = z.strictObject({ topics: z.array(z.enum(pushTopics)).max(pushTopics.length) });
export type ChooseTopicsInput = z.infer<typeof ChooseTopicsInput>;

export const PushSubscriptionDto = z.object({
  id: z.uuid(),
  endpoint: z.string(),
  topics: z.array(z.enum(pushTopics)),
  userAgent: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type PushSubscriptionDto = z.infer<typeof PushSubscriptionDto>;

/** What travels, encrypted, to a browser; its service worker shows it. */
export const PushMessage = z.object({
  topic: z.enum(pushTopics),
  venue: z.string(),
  title: z.string(),
  body: z.string(),
  /** A later message with the same tag takes this one's place. */
  tag: z.string(),
  /** Where a click leads: a path of this house. */
  path: z.string(),
  /** Stays until somebody looks (a call). */
  sticky: z.boolean(),
  /** ISO 8601 UTC: when it happened. */
  at: z.string(),
  /** Of title and body: the reader's language. */
  lang: z.string(),
});
export type PushMessage = z.infer<typeof PushMessage>;
