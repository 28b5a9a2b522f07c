import { createServer } from "node:net";
import { totalmem } from "node:os";
import path from "node:path";
import type { Binaries } from "./postgres-binaries";
import { databaseUser, ownDirectory } from "./postgres-files";
import { readIfThere } from "./private-file";

export const databaseName = "servery";
/** In a socket's file name only, unless TCP must do. */
const socketPort = 5432;
// The kernel's limit is 107 bytes on Linux and 103 on macOS, with the socket's own name.
const longestSocketDirectory = 85;

export interface Address {
  /** Null: TCP on the loopback address. */
  socketDirectory: string | null;
  port: number;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

/** Where PostgreSQL listens: its own directory if the path fits into a socket's, otherwise a port of the loopback address. */
export async function chooseAddress(directory: string, running: boolean): Promise<Address> {
  const sockets = process.platform !== "win32" && Buffer.byteLength(directory) <= longestSocketDirectory;
  if (sockets) return { socketDirectory: directory, port: socketPort };
  const recorded = Number((await readIfThere(path.join(directory, "postmaster.pid")))?.split("\n")[3]);
  return { socketDirectory: null, port: running && recorded > 0 ? recorded : await freePort() };
}

/** The connection string of a database at this address. */
export function urlOf(address: Address, password: string, database: string): string {
  const authority = `${databaseUser}:${password}@`;
  return address.socketDirectory === null
    ? `postgresql://${authority}127.0.0.1:${address.port}/${database}`
    : `postgresql://${authority}localhost:${address.port}/${database}?host=${encodeURIComponent(address.socketDirectory)}`;
}

/** The arguments PostgreSQL is started with. */
export function commandLine(
  options: { directory: string; settings?: string[] },
  address: Address,
  binaries: Binaries,
): string[] {
  const settings = [
    address.socketDirectory === null ? "listen_addresses=127.0.0.1" : "listen_addresses=",
    // Relative to its own directory, which nobody else may enter.
    ...(process.platform === "win32" ? [] : [`unix_socket_directories=${address.socketDirectory === null ? "" : "."}`]),
    "max_connections=100",
    `shared_buffers=${totalmem() > 2 * 1024 ** 3 ? "256MB" : "64MB"}`,
    // An order answered 201 is on the disk: neither is ever traded for speed.
    "fsync=on",
    "synchronous_commit=on",
    "jit=off",
    "timezone=UTC",
    "log_timezone=UTC",
    "log_checkpoints=off",
    ...(options.settings ?? []),
  ];
  return [
    "-D",
    ownDirectory(options.directory, binaries),
    "-p",
    String(address.port),
    ...settings.flatMap((one) => ["-c", one]),
  ];
}
