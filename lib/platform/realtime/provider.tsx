"use client";

import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { type ConnectionState, LiveConnection } from "./live-connection";

export const LiveContext = createContext<LiveConnection | null>(null);

const connections = new Map<string, LiveConnection>();

/** One line per venue and identity in a tab, whatever the number of providers; on the server, one that never opens. */
function connectionFor(venue: string, as: "staff" | "guest", lastSync?: number): LiveConnection {
  if (typeof window === "undefined") return new LiveConnection({ venue, as });
  const key = `${as} ${venue}`;
  let connection = connections.get(key);
  if (!connection) {
    connection = new LiveConnection({ venue, as, lastSync });
    connections.set(key, connection);
  }
  return connection;
}

/** Gives the screens below it their live connection. `venue` is the slug. It loads nothing until the page is idle. */
export function LiveProvider({
  venue,
  as,
  lastSync,
  children,
}: {
  venue: string;
  as: "staff" | "guest";
  /** When what is below was last known to be true, ms, if it does not come from the server just now. */
  lastSync?: number;
  children: ReactNode;
}) {
  const [held, setHeld] = useState(() => ({ venue, as, connection: connectionFor(venue, as, lastSync) }));
  if (held.venue !== venue || held.as !== as) setHeld({ venue, as, connection: connectionFor(venue, as) });
  const { connection } = held;
  useEffect(() => connection.retain(), [connection]);
  return <LiveContext value={connection}>{children}</LiveContext>;
}

const unknown: ConnectionState = { status: "connecting", lastSync: 0 };
const never = () => () => {};

/** How the connection stands. Outside a LiveProvider it is `connecting` for ever. */
export function useConnection(): ConnectionState {
  const connection = useContext(LiveContext);
  return useSyncExternalStore(
    connection?.subscribe ?? never,
    () => connection?.readState() ?? unknown,
    () => unknown,
  );
}

/**
 * Has the line prove, every few seconds, that what the page shows is the truth; see LiveConnection.wantHeartbeat. Answers how often it
 * was proven, 0 until then.
 */
export function useHeartbeat(): number {
  const connection = useContext(LiveContext);
  useEffect(() => connection?.wantHeartbeat(), [connection]);
  return useBeats();
}

/** How often it was proven that what the page shows is the truth; 0 where nobody wants to know. */
export function useBeats(): number {
  const connection = useContext(LiveContext);
  return useSyncExternalStore(
    connection?.subscribeBeats ?? never,
    () => connection?.readBeats() ?? 0,
    () => 0,
  );
}
