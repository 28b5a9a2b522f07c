import { createServer } from "node:net";
import type { Env } from "@/lib/platform/env";
import { StartFailure } from "./start-failure";

/** Why the server cannot listen, in words. */
export function listenFailure({ PORT, HOST }: Pick<Env, "PORT" | "HOST">, error: NodeJS.ErrnoException): StartFailure {
  const where = HOST ? `${HOST}:${PORT}` : `port ${PORT}`;
  if (error.code === "EADDRINUSE") {
    return new StartFailure(`Port ${PORT} is already in use by another program. Set PORT to another one.`);
  }
  if (error.code === "EACCES")
    return new StartFailure(`This user may not listen on ${where}. Set PORT to one above 1023.`);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
    return new StartFailure(`HOST ${HOST} is not an address of this machine.`);
  }
  return new StartFailure(`The server cannot listen on ${where}: ${error.message}`);
}

/** Says at once, before the database is started for nothing, that somebody else has the port. */
export function checkPortIsFree({ PORT, HOST }: Pick<Env, "PORT" | "HOST">): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => reject(listenFailure({ PORT, HOST }, error)));
    probe.listen({ port: PORT, host: HOST }, () => probe.close(() => resolve()));
  });
}
