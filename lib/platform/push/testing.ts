import { createECDH, createPublicKey, randomBytes, verify } from "node:crypto";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";

const ece = createRequire(import.meta.url)("http_ece") as {
  decrypt(body: Buffer, how: object): Buffer;
};

/** What arrived at the push service, opened with the browser's keys. */
export interface Received {
  path: string;
  headers: Record<string, string | string[] | undefined>;
  ttl: number;
  urgency: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects by asserting it.
  message: any;
  /** The JWT's claims, once its signature was found to be by `publicKey`. */
  vapid: { claims: { aud: string; exp: number; sub: string }; publicKey: string };
  at: number;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  /** Answer no sooner than this resolves. */
  after?: Promise<unknown>;
}

/** Reads `vapid t=…, k=…` (RFC 8292) and checks the ES256 signature. */
function readVapid(header: string | undefined): Received["vapid"] {
  const [, token = "", publicKey = ""] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(header ?? "") ?? [];
  const [head = "", body = "", signature = ""] = token.split(".");
  const point = Buffer.from(publicKey, "base64url");
  const key = createPublicKey({
    format: "jwk",
    key: {
      kty: "EC",
      crv: "P-256",
      x: point.subarray(1, 33).toString("base64url"),
      y: point.subarray(33).toString("base64url"),
    },
  });
  const signed = verify(
    "sha256",
    Buffer.from(`${head}.${body}`),
    { key, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  if (!signed) throw new Error(`The authorisation is not signed by the key it names: ${header}`);
  return { claims: JSON.parse(Buffer.from(body, "base64url").toString("utf8")), publicKey };
}

/** A browser's subscription: its keys stay here, the public half is what it registers. */
export interface TestBrowser {
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } };
  /** In the order of arrival. */
  received: Received[];
  /** What the push service answers to the next requests, one each; 201 when there is none left. */
  answers: Answer[];
}

/** A push service on a loopback port: real HTTP, real decryption. A request that does not open or is not signed fails `stop`. */
export async function startPushService(): Promise<{
  origin: string;
  subscribe(): TestBrowser;
  stop(): Promise<void>;
}> {
  const browsers = new Map<string, TestBrowser & { open(body: Buffer): string }>();
  const failures: unknown[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const browser = browsers.get(request.url ?? "");
    if (!browser) {
      response.writeHead(404).end();
      return;
    }
    try {
      browser.received.push({
        path: request.url ?? "",
        headers: request.headers,
        ttl: Number(request.headers.ttl),
        urgency: request.headers.urgency as string | undefined,
        message: JSON.parse(browser.open(Buffer.concat(chunks))),
        vapid: readVapid(request.headers.authorization),
        at: Date.now(),
      });
    } catch (error) {
      failures.push(error);
    }
    const { status, headers, after } = browser.answers.shift() ?? { status: 201 };
    await after;
    response.writeHead(status, headers).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    subscribe() {
      const ecdh = createECDH("prime256v1");
      ecdh.generateKeys();
      const auth = randomBytes(16).toString("base64url");
      const path = `/push/${randomBytes(12).toString("base64url")}`;
      const browser: TestBrowser & { open(body: Buffer): string } = {
        subscription: {
          endpoint: `${origin}${path}`,
          keys: { p256dh: ecdh.getPublicKey("base64url"), auth },
        },
        received: [],
        answers: [],
        open: (body) =>
          ece.decrypt(body, { version: "aes128gcm", privateKey: ecdh, authSecret: auth }).toString("utf8"),
      };
      browsers.set(path, browser);
      return browser;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      if (failures.length > 0) throw failures[0];
    },
  };
}
