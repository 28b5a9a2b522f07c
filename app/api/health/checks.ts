import { getPool } from "@/lib/platform/db";

/** Events older than this without having been published mean that the relay stands still. Seconds. */
const relayLagLimit = 30;
const patienceMs = 2_000;

export interface Readiness {
  ready: boolean;
  checks: {
    database: "ok" | "away";
    /** Age of the oldest event that is not published yet, in seconds; null when the database could not be asked. */
    relay: { status: "ok" | "behind" | "unknown"; lagSeconds: number | null };
  };
}

async function readRelayLag(): Promise<number> {
  const { rows } = await getPool().query<{ lag: number | null }>(
    `select extract(epoch from now() - min("at"))::float8 as "lag" from "OutboxEvent" where "publishedAt" is null`,
  );
  return Math.max(0, rows[0]?.lag ?? 0);
}

/** Asks the database; an answer that takes longer than two seconds counts as none. */
export async function checkReadiness(): Promise<Readiness> {
  const lag = await Promise.race([
    readRelayLag().catch(() => null),
    new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null).unref()),
  ]);
  if (lag === null) {
    return { ready: false, checks: { database: "away", relay: { status: "unknown", lagSeconds: null } } };
  }
  const behind = lag > relayLagLimit;
  const lagSeconds = Math.round(lag * 1000) / 1000;
  return { ready: !behind, checks: { database: "ok", relay: { status: behind ? "behind" : "ok", lagSeconds } } };
}
