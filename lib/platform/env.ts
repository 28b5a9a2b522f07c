import { z } from "zod";

/** Settings in the environment that cannot be used; the message names each one and what it may be. */
export class SettingsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "SettingsError";
  }
}

/** A variable that is set to nothing counts as not set: compose files and CI write it so. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const portText = "must be a number from 0 to 65535";
const port = z
  .string()
  .regex(/^\d{1,5}$/, portText)
  .transform(Number)
  .refine((value) => value <= 65_535, portText);
const flag = z.enum(["0", "1", "true", "false"], "must be 1 or 0").transform((text) => text === "1" || text === "true");
const text = z.string().min(1);
const levels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/./, "must be a PostgreSQL address: postgresql://user:password@host:5432/database");
const base64url = (bytes: number, what: string) =>
  z
    .string()
    .refine(
      (value) => /^[A-Za-z0-9_-]+$/.test(value) && Buffer.from(value, "base64url").length === bytes,
      `must be ${what}`,
    );
const publicUrl = z
  .url({ protocol: /^https?$/, error: "must be the address that guests see, such as https://floor.example.com" })
  .transform((url) => url.replace(/\/+$/, ""));

const settings = z
  .object({
    PORT: optional(port).default(3000),
    /** All addresses of the machine unless set. */
    HOST: optional(text),
    DATA_DIR: optional(text).default(".data"),
    /** Replaces the embedded PostgreSQL. */
    DATABASE_URL: optional(databaseUrl),
    PUSHER_APP_ID: optional(z.string().regex(/^\d+$/, "must be a number: client libraries parse it as one")),
    PUSHER_KEY: optional(text),
    PUSHER_SECRET: optional(text),
    /** A hosted cluster's name, or ... */
    PUSHER_CLUSTER: optional(text),
    /** ... a server's own address; either replaces the embedded broker. */
    PUSHER_HOST: optional(text),
    PUSHER_PORT: optional(port),
    PUSHER_TLS: optional(flag),
    /** Whether the demo house is written into an empty database. */
    DEMO: optional(flag).default(true),
    LOG_LEVEL: optional(z.enum(levels, `must be one of ${levels.join(", ")}`)).default("info"),
    /** Where guests reach the house, when a proxy stands before it. */
    PUBLIC_URL: optional(publicUrl),
    /** Who sends web pushes; generated unless both are set. */
    VAPID_PUBLIC_KEY: optional(base64url(65, "the 65 bytes of an uncompressed P-256 point, in base64url")),
    VAPID_PRIVATE_KEY: optional(base64url(32, "32 bytes in base64url")),
    /** Whom a push service writes to; the public address unless set. */
    VAPID_SUBJECT: optional(
      z.string().regex(/^(https:\/\/|mailto:[^\s@]+@)\S+$/, "must be an https: address or mailto:somebody@example.com"),
    ),
    /** Whether push endpoints on this machine and its network are asked. The server decides unless it is set. */
    PUSH_PRIVATE_ENDPOINTS: optional(flag),
    /** Set by the server itself: the broker is its own, on its own port. */
    SERVERY_EMBEDDED_BROKER: optional(flag).default(false),
  })
  .superRefine((env, context) => {
    const external = env.PUSHER_HOST !== undefined || env.PUSHER_CLUSTER !== undefined;
    const names = ["PUSHER_APP_ID", "PUSHER_KEY", "PUSHER_SECRET"] as const;
    const given = names.filter((name) => env[name] !== undefined);
    const vapid = ["VAPID_PUBLIC_KEY", "VAPID_PRIVATE_KEY"] as const;
    const [half, other] = env[vapid[0]] === undefined ? vapid.toReversed() : vapid;
    if (half && other && env[half] !== undefined && env[other] === undefined) {
      context.addIssue({ code: "custom", path: [other], message: `must be set, as ${half} is` });
    }
    if (given.length === names.length || (given.length === 0 && !external)) return;
    for (const name of names) {
      if (env[name] !== undefined) continue;
      const why = external ? "PUSHER_HOST or PUSHER_CLUSTER" : given.join(" and ");
      context.addIssue({ code: "custom", path: [name], message: `must be set, as ${why} is` });
    }
  });

export type Env = z.infer<typeof settings>;

/**
 * The settings as the environment has them now. Nothing is kept: the server fills in what it generated after it has read them.
 * @throws SettingsError naming every variable that cannot be used
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const result = settings.safeParse(source);
  if (result.success) return result.data;
  const secret = /SECRET|PRIVATE_KEY|DATABASE_URL/;
  const told = result.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    const value = source[name];
    return `${name} ${message}${value && !secret.test(name) ? `, not "${value}"` : ""}.`;
  });
  throw new SettingsError(told.join(" "));
}
