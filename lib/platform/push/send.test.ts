import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PushSender, readRetryAfter, sendPush } from "./send";
import { startPushService, type TestBrowser } from "./testing";
import { areSubscriptionKeys, generateVapidKeys, isKeyPair, vapidSubject } from "./vapid";

const vapid = { ...generateVapidKeys(), subject: "https://floor.example.com" };
const sender: PushSender = { vapid, allowPrivate: true };
let service: Awaited<ReturnType<typeof startPushService>>;

beforeAll(async () => {
  service = await startPushService();
});
afterAll(() => service.stop());

const targetOf = ({ subscription: { endpoint, keys } }: TestBrowser) => ({ endpoint, ...keys });
const send = (browser: TestBrowser, more: Partial<PushSender> = {}) =>
  sendPush(
    { target: targetOf(browser), body: JSON.stringify({ title: "Маса 7" }), ttl: 300, urgency: "high" },
    { ...sender, ...more },
  );

describe("sendPush", () => {
  it("sends what only the browser can open, signed by the house", async () => {
    const browser = service.subscribe();
    expect(await send(browser)).toEqual({ kind: "taken" });
    const [received] = browser.received;
    expect(received).toMatchObject({
      ttl: 300,
      urgency: "high",
      message: { title: "Маса 7" },
      headers: { "content-encoding": "aes128gcm", "content-type": "application/octet-stream" },
      vapid: { publicKey: vapid.publicKey, claims: { aud: service.origin, sub: "https://floor.example.com" } },
    });
    const left = (received?.vapid.claims.exp ?? 0) - Date.now() / 1000;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(24 * 3600);
  });

  it.each([
    [200, "taken"],
    [201, "taken"],
    [202, "taken"],
    [404, "gone"],
    [410, "gone"],
    [429, "later"],
    [500, "later"],
    [503, "later"],
    [400, "refused"],
    [401, "refused"],
    [403, "refused"],
    [413, "refused"],
  ])("takes %i for %s", async (status, kind) => {
    const browser = service.subscribe();
    browser.answers.push({ status });
    expect(await send(browser)).toMatchObject({ kind });
  });

  it("hears how long to wait", async () => {
    const browser = service.subscribe();
    browser.answers.push({ status: 429, headers: { "retry-after": "120" } });
    expect(await send(browser)).toMatchObject({ kind: "later", retryAfterMs: 120_000 });
    const now = Date.parse("2026-05-01T18:00:00Z");
    expect(readRetryAfter("Fri, 01 May 2026 18:00:30 GMT", now)).toBe(30_000);
    expect(readRetryAfter("Fri, 01 May 2026 17:00:00 GMT", now)).toBe(0);
    expect(readRetryAfter("soon", now)).toBeNull();
    expect(readRetryAfter(undefined, now)).toBeNull();
  });

  it("follows no redirect", async () => {
    const [browser, other] = [service.subscribe(), service.subscribe()];
    browser.answers.push({ status: 307, headers: { location: other.subscription.endpoint } });
    expect(await send(browser)).toMatchObject({ kind: "refused" });
    expect(other.received).toEqual([]);
  });

  it("does not wait for ever, nor for a body that never ends", async () => {
    const browser = service.subscribe();
    browser.answers.push({ status: 201, after: new Promise((resolve) => setTimeout(resolve, 2_000)) });
    expect(await send(browser, { timeoutMs: 100 })).toMatchObject({ kind: "later" });
    const endless = createServer((_, response) => {
      response.writeHead(201);
      const timer = setInterval(() => response.write("x".repeat(1000)), 5);
      response.on("close", () => clearInterval(timer));
    });
    await new Promise<void>((resolve) => endless.listen(0, "127.0.0.1", resolve));
    const endpoint = `http://127.0.0.1:${(endless.address() as AddressInfo).port}/x`;
    const target = { ...targetOf(browser), endpoint };
    expect(await sendPush({ target, body: "x", ttl: 1, urgency: "low" }, sender)).toEqual({ kind: "taken" });
    await new Promise((resolve) => endless.close(resolve));
  });

  it("asks nothing on this machine unless that is allowed, under whatever name", async () => {
    const browser = service.subscribe();
    expect(await send(browser, { allowPrivate: false })).toMatchObject({ kind: "refused" });
    const { port } = new URL(service.origin);
    const target = { ...targetOf(browser), endpoint: `https://push.example.com:${port}/x` };
    const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
    const outcome = await sendPush(
      { target, body: "x", ttl: 1, urgency: "low" },
      { vapid, allowPrivate: false, resolve },
    );
    expect(outcome).toMatchObject({ kind: "refused", why: expect.stringContaining("127.0.0.1") });
    expect(browser.received).toEqual([]);
  });

  it("goes to the address that was looked at and to no other", async () => {
    const browser = service.subscribe();
    const { port, pathname } = new URL(browser.subscription.endpoint);
    // No resolver of the system knows this name: only the pinned address can have been asked.
    const target = { ...targetOf(browser), endpoint: `http://push.localhost:${port}${pathname}` };
    const asked: string[] = [];
    const resolve = async (host: string) => {
      asked.push(host);
      return [{ address: "127.0.0.1", family: 4 }];
    };
    const outcome = await sendPush({ target, body: '"x"', ttl: 1, urgency: "low" }, { ...sender, resolve });
    expect(outcome).toEqual({ kind: "taken" });
    expect(asked).toEqual(["push.localhost"]);
    expect(browser.received).toHaveLength(1);
  });

  it("tries a name again that cannot be looked up now, and never a message that cannot be encrypted", async () => {
    const browser = service.subscribe();
    const resolve = () => Promise.reject(Object.assign(new Error("no answer"), { code: "EAI_AGAIN" }));
    const target = { ...targetOf(browser), endpoint: "https://push.example.com/x" };
    const message = { body: "x", ttl: 1, urgency: "low" } as const;
    expect(await sendPush({ target, ...message }, { ...sender, resolve })).toMatchObject({ kind: "later" });
    const noPoint = { ...targetOf(browser), p256dh: Buffer.alloc(65, 4).toString("base64url") };
    expect(await sendPush({ target: noPoint, ...message }, sender)).toMatchObject({ kind: "refused" });
  });
});

describe("keys", () => {
  it("belong together or do not", () => {
    expect(isKeyPair(vapid)).toBe(true);
    expect(isKeyPair({ ...vapid, publicKey: generateVapidKeys().publicKey })).toBe(false);
    expect(isKeyPair({ publicKey: "x", privateKey: "y" })).toBe(false);
  });

  it("of a browser are a point of the curve and 16 bytes", () => {
    const { keys } = service.subscribe().subscription;
    expect(areSubscriptionKeys(keys)).toBe(true);
    expect(areSubscriptionKeys({ ...keys, p256dh: Buffer.alloc(65, 4).toString("base64url") })).toBe(false);
    expect(areSubscriptionKeys({ ...keys, auth: "AAAA" })).toBe(false);
  });
});

it("names a contact that a push service takes", () => {
  expect(vapidSubject({ VAPID_SUBJECT: "mailto:me@house.example", PUBLIC_URL: "https://x.example" })).toBe(
    "mailto:me@house.example",
  );
  expect(vapidSubject({ PUBLIC_URL: "https://x.example" })).toBe("https://x.example");
  expect(vapidSubject({ PUBLIC_URL: "http://10.0.0.2:3000" })).toMatch(/^mailto:/);
  expect(vapidSubject({})).toMatch(/^mailto:/);
});
