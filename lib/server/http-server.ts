import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Server as NetServer } from "node:net";
import type { Duplex } from "node:stream";
import type { Env } from "@/lib/platform/env";
import { listenFailure } from "./port";
import { waitUntil } from "./process-identity";

/** Takes requests and upgrades of the paths that are its own; false for any other. */
export interface PathOwner {
  handleRequest(req: IncomingMessage, res: ServerResponse): boolean;
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
}

export interface HttpServerOptions {
  /** The embedded broker, if there is one. */
  broker: PathOwner | null;
  /** Everything that is not the broker's. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Upgrades that are not the broker's: the reload channel of `npm run dev`. */
  handleUpgrade?(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  onError(error: unknown): void;
}

export interface HttpServer {
  /** @throws StartFailure when the address cannot be had; resolves to the port */
  listen(env: Pick<Env, "PORT" | "HOST">): Promise<number>;
  /** Takes no new connections, lets running requests finish for up to `patienceMs`; open connections stay. */
  drain(patienceMs: number): Promise<void>;
  close(): void;
}

// Longer than the idle time of common proxies (60 s): a proxy must never write on a connection that we are just closing.
const keepAliveMs = 65_000;

const loopback = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

/** The client's address: the socket's, or what a proxy on this machine says in X-Forwarded-For (its last entry). */
function addressOf(req: IncomingMessage): string {
  const socket = req.socket.remoteAddress ?? "unknown";
  const forwarded = req.headers["x-forwarded-for"];
  if (!forwarded || !loopback.has(socket)) return socket;
  return String(forwarded).split(",").at(-1)?.trim() || socket;
}

/** The one HTTP server: routes between the broker and the app, and refuses upgrades that nobody owns. */
export function createHttpServer({ broker, handle, handleUpgrade, onError }: HttpServerOptions): HttpServer {
  let active = 0;
  let draining = false;

  const server: Server = createServer((req, res) => {
    if (broker?.handleRequest(req, res)) return;
    active += 1;
    res.once("close", () => {
      active -= 1;
    });
    if (draining) res.setHeader("connection", "close");
    // Rate limits go by address. Whatever a client sends under this name is overwritten.
    req.headers["x-servery-ip"] = addressOf(req);
    handle(req, res).catch((error) => {
      onError(error);
      if (res.headersSent) res.destroy();
      else res.writeHead(500).end();
    });
  });
  server.keepAliveTimeout = keepAliveMs;
  server.headersTimeout = keepAliveMs + 1_000;

  server.on("upgrade", (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Without a listener a reset connection would end the process.
    socket.on("error", () => {});
    if (!draining && broker?.handleUpgrade(req, socket, head)) return;
    if (!draining && handleUpgrade?.(req, socket, head)) return;
    socket.destroy();
  });
  // Half a request, or none at all: answered without noise.
  server.on("clientError", (_error, socket) => {
    if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    else socket.destroy();
  });

  return {
    listen({ PORT, HOST }) {
      return new Promise((resolve, reject) => {
        server.once("error", (error: NodeJS.ErrnoException) => reject(listenFailure({ PORT, HOST }, error)));
        server.listen({ port: PORT, host: HOST }, () => {
          server.removeAllListeners("error").on("error", onError);
          const address = server.address();
          resolve(typeof address === "object" && address ? address.port : PORT);
        });
      });
    },
    async drain(patienceMs) {
      draining = true;
      // HTTP's own close() would also cut idle connections, and with them those on which events still reach the broker.
      NetServer.prototype.close.call(server);
      await waitUntil(() => active === 0, { timeoutMs: patienceMs });
    },
    close() {
      server.closeAllConnections();
    },
  };
}
