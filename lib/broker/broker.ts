import { randomInt } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { type ServerOptions, type WebSocket, WebSocketServer } from "ws";
import { admit } from "./admission";
import { App, type BrokerApp } from "./app";
import { handleClientMessage } from "./client-messages";
import { Connection } from "./connection";
import { type Counters, createCounters } from "./counters";
import { FanOut } from "./fan-out";
import { answerRequest } from "./http-api";
import { sendJson } from "./http-request";
import { type BrokerLimits, DEFAULT_LIMITS } from "./limits";
import { CloseCode, errorFrame, establishedFrame } from "./protocol";

export type { BrokerApp } from "./app";
export type { BrokerLimits } from "./limits";

export interface BrokerOptions {
  apps: BrokerApp[];
  /** Origins (`https://host[:port]`) whose pages may connect; clients that send no Origin are no browsers and may. */
  allowedOrigins?: string[] | "*";
  limits?: Partial<BrokerLimits>;
  log?: (level: "info" | "warn" | "error", message: string, fields?: object) => void;
}

export interface BrokerStats extends Counters {
  connections: number;
  channels: number;
}

export interface Broker {
  /** Takes a WebSocket upgrade for /app/{key}; false when the path is not the broker's (the caller then handles or destroys the socket). */
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Answers /apps/{id}/… ; false when the path is not the broker's. */
  handleRequest(req: IncomingMessage, res: ServerResponse): boolean;
  stats(): BrokerStats;
  /** Staggered 4200 closes, then terminates what is left; resolves when all sockets are gone. `graceMs` 3,000 unless given. */
  close(options?: { graceMs?: number }): Promise<void>;
}

const DEFAULT_GRACE_MS = 3_000;
/** Sockets closed at once, and the pause between: a whole house reconnecting in one instant is spread out. */
const CLOSE_SLICE = 50;
const CLOSE_PAUSE_MS = 20;

/**
 * Makes a Pusher Channels server (protocol 7) to hang into an HTTP server.
 * @throws TypeError for apps with missing, malformed or repeated ids, keys or secrets
 */
export function createBroker(options: BrokerOptions): Broker {
  const limits: BrokerLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const log = options.log ?? (() => {});
  const counters = createCounters();
  const apps = createApps(options.apps, limits, counters);
  const appByKey = new Map([...apps.values()].map((app) => [app.config.key, app]));
  const fanOut = new FanOut(limits.socketsPerTurn);
  const sockets = new Map<WebSocket, string>();
  const socketsOfIp = new Map<string, number>();
  let closed: Promise<void> | null = null;

  // closeTimeout is an option of ws 8.19 and later that @types/ws does not know yet.
  const socketOptions: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    clientTracking: false,
    // Compression costs twenty times the memory and a hundred times the latency, for messages of a few hundred bytes.
    perMessageDeflate: false,
    maxPayload: limits.messageBytes,
    closeTimeout: limits.closeTimeoutMs,
  };
  const webSockets = new WebSocketServer(socketOptions);

  const activityTimer = setInterval(
    () => {
      const now = Date.now();
      for (const app of apps.values()) for (const connection of app.connections.values()) connection.checkActivity(now);
    },
    Math.max(10, Math.min(limits.activityTimeoutMs, limits.pongTimeoutMs, 20_000) / 4),
  );
  activityTimer.unref();

  function accept(req: IncomingMessage, ws: WebSocket, socket: Duplex): void {
    const ip = req.socket.remoteAddress ?? "";
    // Refused sockets count until they are gone, so that refusing has a bound too.
    const total = sockets.size;
    const ofIp = socketsOfIp.get(ip) ?? 0;
    sockets.set(ws, ip);
    socketsOfIp.set(ip, ofIp + 1);
    ws.on("close", () => {
      sockets.delete(ws);
      const left = (socketsOfIp.get(ip) ?? 1) - 1;
      if (left > 0) socketsOfIp.set(ip, left);
      else socketsOfIp.delete(ip);
    });
    // ws closes the connection itself (1002, 1007, 1009); without a listener a malformed frame would end the process.
    ws.on("error", (error) => log("info", "broker: socket failed", { error: error.message }));

    const attempt = { url: req.url ?? "", origin: req.headers.origin, open: { total, ofIp } };
    const admitted = admit(attempt, { appByKey, allowedOrigins: options.allowedOrigins, limits });
    if (admitted instanceof App) {
      open(admitted, ws, socket);
      return;
    }
    counters.connectionsRefused += 1;
    socket.write(errorFrame(admitted.code, admitted.message));
    ws.close(admitted.code, admitted.message);
  }

  function open(app: App, ws: WebSocket, socket: Duplex): void {
    const connection = new Connection(createSocketId(app), ws, socket, {
      limits,
      fanOut,
      counters,
      onEnd: (ended) => app.remove(ended),
      onSlow: ({ socketId }) => log("warn", "broker: slow consumer closed", { appId: app.config.id, socketId }),
    });
    app.connections.set(connection.socketId, connection);
    ws.on("message", (data: Buffer, isBinary) => {
      counters.messagesReceived += 1;
      // A binary frame cannot be a message: it fails to parse, and counts against the rate like any other.
      handleClientMessage(app, connection, isBinary ? "" : data.toString("utf8"));
    });
    connection.send(establishedFrame(connection.socketId, limits.activityTimeoutMs));
  }

  async function closeAll(graceMs: number): Promise<void> {
    const open = [...apps.values()].flatMap((app) => [...app.connections.values()]);
    const slices = Math.max(
      1,
      Math.min(Math.ceil(open.length / CLOSE_SLICE), Math.floor(graceMs / 2 / CLOSE_PAUSE_MS)),
    );
    const perSlice = Math.ceil(open.length / slices);
    const endsAt = Date.now() + graceMs;
    for (let start = 0; start < open.length; start += perSlice) {
      if (start > 0) await pause(CLOSE_PAUSE_MS);
      for (const connection of open.slice(start, start + perSlice))
        connection.close(CloseCode.Restart, "Server restarting");
    }
    while (sockets.size > 0 && Date.now() < endsAt) await pause(10);
    for (const ws of sockets.keys()) ws.terminate();
    while (sockets.size > 0) await pause(5);
    clearInterval(activityTimer);
    log("info", "broker: closed", { connections: open.length });
  }

  return {
    handleUpgrade(req, socket, head) {
      const url = req.url ?? "";
      if (!/^\/app(\/|\?|$)/.test(url)) return false;
      if (closed) {
        socket.on("error", () => {});
        socket.end("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", () =>
          socket.destroy(),
        );
        return true;
      }
      webSockets.handleUpgrade(req, socket, head, (ws) => accept(req, ws, socket));
      return true;
    },
    handleRequest(req, res) {
      if (!req.url?.startsWith("/apps/")) return false;
      if (closed) {
        sendJson(res, 503, { error: "The broker is closing" }, { connection: "close" });
        return true;
      }
      answerRequest((id) => apps.get(id), req, res).catch((error: unknown) => {
        log("error", "broker: request failed", { error: error instanceof Error ? error.message : String(error) });
      });
      return true;
    },
    stats() {
      const channels = [...apps.values()].reduce((sum, app) => sum + app.channels.size, 0);
      const connections = [...apps.values()].reduce((sum, app) => sum + app.connections.size, 0);
      return { connections, channels, ...counters };
    },
    close({ graceMs = DEFAULT_GRACE_MS } = {}) {
      closed ??= closeAll(graceMs);
      return closed;
    },
  };
}

function createApps(configs: BrokerApp[], limits: BrokerLimits, counters: Counters): Map<string, App> {
  const apps = new Map<string, App>();
  const keys = new Set<string>();
  for (const config of configs) {
    if (!/^\d+$/.test(config.id)) throw new TypeError("A broker app's id must be digits only");
    if (!/^[A-Za-z0-9_-]+$/.test(config.key))
      throw new TypeError("A broker app's key must be letters, digits, - and _");
    if (config.secret === "") throw new TypeError("A broker app needs a secret");
    if (apps.has(config.id) || keys.has(config.key)) throw new TypeError("Two broker apps share an id or a key");
    apps.set(config.id, new App(config, limits, counters));
    keys.add(config.key);
  }
  return apps;
}

function createSocketId(app: App): string {
  for (;;) {
    const id = `${randomInt(1, 2 ** 32)}.${randomInt(1, 2 ** 32)}`;
    if (!app.connections.has(id)) return id;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
