import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import next from "next";
import { projectRoot } from "./project-root";

export interface App {
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): Promise<void>;
}

/** The Next.js app: its build of `.next`, or in development the compiler that reloads it. */
export async function openApp({ dev, port, host }: { dev: boolean; port: number; host?: string }): Promise<App> {
  // Next listens for upgrades on the server it is given and leaves what it does not know open. It is given one that never
  // listens, and hears from us what is meant for it.
  const decoy = createServer();
  const app = next({ dev, dir: projectRoot, httpServer: decoy, port, hostname: host ?? "localhost", quiet: !dev });
  await app.prepare();
  const handler = app.getRequestHandler();
  return {
    handle: (req, res) => handler(req, res),
    handleUpgrade(req, socket, head) {
      return dev && req.url?.startsWith("/_next/hmr") === true && decoy.emit("upgrade", req, socket, head);
    },
    close: () => app.close(),
  };
}
