import { afterEach, describe, expect, it, vi } from "vitest";
import { readEnv } from "@/lib/platform/env";
import { generateVapidKeys } from "@/lib/platform/push/vapid";
import { fillEnvironment, pushSender } from "./environment";
import type { House } from "./house";

const { publicKey, privateKey } = generateVapidKeys();
const secrets = {
  databasePassword: "x",
  pusherAppId: "1",
  pusherKey: "key",
  pusherSecret: "secret",
  authSecret: "auth",
  vapidPublicKey: publicKey,
  vapidPrivateKey: privateKey,
};
const house: House = { dataDirectory: "/data", databaseUrl: "postgresql://x/y", secrets, demo: null };
const demo: House = { ...house, demo: { venue: "v", users: [], tables: [] } };

afterEach(() => vi.unstubAllEnvs());

describe("how pushes are sent", () => {
  it("with the generated pair, unless the house has its own", () => {
    expect(pushSender(readEnv({}), house).vapid).toMatchObject({ publicKey, privateKey });
    const own = generateVapidKeys();
    const env = readEnv({ VAPID_PUBLIC_KEY: own.publicKey, VAPID_PRIVATE_KEY: own.privateKey });
    expect(pushSender(env, house).vapid).toMatchObject(own);
    const mixed = readEnv({ VAPID_PUBLIC_KEY: own.publicKey, VAPID_PRIVATE_KEY: privateKey });
    expect(() => pushSender(mixed, house)).toThrow("VAPID_PUBLIC_KEY is not the public half of VAPID_PRIVATE_KEY.");
  });

  it("to this machine and its network from the demo house alone, unless it is said", () => {
    expect(pushSender(readEnv({}), house).allowPrivate).toBe(false);
    expect(pushSender(readEnv({}), demo).allowPrivate).toBe(true);
    expect(pushSender(readEnv({ PUSH_PRIVATE_ENDPOINTS: "0" }), demo).allowPrivate).toBe(false);
    expect(pushSender(readEnv({ PUSH_PRIVATE_ENDPOINTS: "1" }), house).allowPrivate).toBe(true);
  });

  it("and the pages behind Next.js read the same", () => {
    for (const name of ["VAPID_PUBLIC_KEY", "VAPID_PRIVATE_KEY", "PUSH_PRIVATE_ENDPOINTS"]) vi.stubEnv(name, "");
    // Everything else it fills is put back with these.
    for (const name of ["DATABASE_URL", "DATA_DIR", "PORT", "NEXTAUTH_SECRET", "PUSHER_APP_ID", "PUSHER_KEY"])
      vi.stubEnv(name, "");
    for (const name of ["PUSHER_SECRET", "PUSHER_HOST", "PUSHER_PORT", "PUSHER_TLS"]) vi.stubEnv(name, "");
    vi.stubEnv("SERVERY_EMBEDDED_BROKER", "");
    fillEnvironment(readEnv({}), demo, 3000);
    expect(readEnv()).toMatchObject({
      VAPID_PUBLIC_KEY: publicKey,
      VAPID_PRIVATE_KEY: privateKey,
      PUSH_PRIVATE_ENDPOINTS: true,
    });
  });
});
