import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createBroker } from "./broker";

const DEFAULT_PORT = "6001";
const DEFAULT_HOST = "0.0.0.0";

function exitWith(message: string): never {
  console.error(message);
  process.exit(1);
}

function readSetting(name: string): string {
  return (
    process.env[name] || exitWith(`${name} is not set. The broker needs PUSHER_APP_ID, PUSHER_KEY and PUSHER_SECRET.`)
  );
}

function readPort(): number {
  const text = process.env.PORT || DEFAULT_PORT;
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65_535
    ? port
    : exitWith(`PORT must be a number from 0 to 65535, not "${text}".`);
}

function start(): void {
  const host = process.env.HOST || DEFAULT_HOST;
  const port = readPort();
  const app = {
    id: readSetting("PUSHER_APP_ID"),
    key: readSetting("PUSHER_KEY"),
    secret: readSetting("PUSHER_SECRET"),
  };
  const broker = createBroker({
    apps: [app],
    log: (level, message, fields) => {
      if (level !== "info") console.error(message, fields ? JSON.stringify(fields) : "");
    },
  });
  const server = createServer((req, res) => {
    if (broker.handleRequest(req, res)) return;
    res.writeHead(404).end();
  });
  server.on("upgrade", (req, socket, head) => {
    if (!broker.handleUpgrade(req, socket, head)) socket.destroy();
  });
  server.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EADDRINUSE") exitWith(`Port ${port} is already in use. Set PORT to another one.`);
    exitWith(`The broker cannot listen on ${host}:${port}: ${error.message}`);
  });
  server.listen(port, host, () => {
    const { address, family, port: actual } = server.address() as AddressInfo;
    console.log(`Broker listening on http://${family === "IPv6" ? `[${address}]` : address}:${actual}`);
  });

  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    server.close();
    broker.close().then(() => {
      server.closeAllConnections();
      process.exit(0);
    });
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

try {
  start();
} catch (error) {
  exitWith(error instanceof Error ? error.message : String(error));
}
