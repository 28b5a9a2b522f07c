import { type Env, SettingsError } from "@/lib/platform/env";
import type { PushSender } from "@/lib/platform/push/send";
import { isKeyPair, type VapidKeys, vapidSubject } from "@/lib/platform/push/vapid";
import type { House } from "./house";

/** Whether events go through our own broker. */
export function usesEmbeddedBroker(env: Env): boolean {
  return env.PUSHER_HOST === undefined && env.PUSHER_CLUSTER === undefined;
}

/** The app's key to the broker: the environment's, or the generated one. */
export function brokerCredentials(env: Env, { secrets }: House): { id: string; key: string; secret: string } {
  return {
    id: env.PUSHER_APP_ID ?? secrets.pusherAppId,
    key: env.PUSHER_KEY ?? secrets.pusherKey,
    secret: env.PUSHER_SECRET ?? secrets.pusherSecret,
  };
}

/**
 * The pair that web pushes are signed with: the environment's, or the generated one.
 * @throws SettingsError when the environment's do not belong together
 */
function vapidKeys(env: Env, { secrets }: Pick<House, "secrets">): VapidKeys {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = env;
  if (!publicKey || !privateKey) return { publicKey: secrets.vapidPublicKey, privateKey: secrets.vapidPrivateKey };
  if (!isKeyPair({ publicKey, privateKey }))
    throw new SettingsError("VAPID_PUBLIC_KEY is not the public half of VAPID_PRIVATE_KEY.");
  return { publicKey, privateKey };
}

/**
 * How pushes are sent from this house.
 * @throws SettingsError for keys that do not belong together
 */
export function pushSender(env: Env, house: House): PushSender {
  return {
    vapid: { ...vapidKeys(env, house), subject: vapidSubject(env) },
    // A demo house is there to be tried, also with a push service on the same machine.
    allowPrivate: env.PUSH_PRIVATE_ENDPOINTS ?? house.demo !== null,
  };
}

/** What the code behind Next.js reads from the environment, where the person who started us left it to us. */
export function fillEnvironment(env: Env, house: House, port: number): void {
  const { id, key, secret } = brokerCredentials(env, house);
  const { vapid, allowPrivate } = pushSender(env, house);
  const filled: Record<string, string | undefined> = {
    DATABASE_URL: house.databaseUrl,
    DATA_DIR: house.dataDirectory,
    PORT: String(port),
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || house.secrets.authSecret,
    NEXTAUTH_URL: env.PUBLIC_URL,
    PUSHER_APP_ID: id,
    PUSHER_KEY: key,
    PUSHER_SECRET: secret,
    VAPID_PUBLIC_KEY: vapid.publicKey,
    VAPID_PRIVATE_KEY: vapid.privateKey,
    PUSH_PRIVATE_ENDPOINTS: allowPrivate ? "1" : "0",
  };
  if (usesEmbeddedBroker(env)) {
    // Our own publisher goes over loopback unless the server listens on one address only.
    const host = env.HOST === undefined || ["0.0.0.0", "::", "localhost"].includes(env.HOST) ? "127.0.0.1" : env.HOST;
    Object.assign(filled, {
      PUSHER_HOST: host,
      PUSHER_PORT: String(port),
      PUSHER_TLS: "0",
      SERVERY_EMBEDDED_BROKER: "1",
    });
  }
  for (const [name, value] of Object.entries(filled)) if (value !== undefined) process.env[name] = value;
}
