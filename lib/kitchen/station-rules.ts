import type { StationDto } from "./schema";

/** Why a station cannot hand over to another: there is no such station, it is the station itself, or one of the two would pass on twice. */
export type HandOverFault = "unknown" | "itself" | "receives" | "hands-on";

type Wired = Pick<StationDto, "type" | "nextStation">;

/**
 * What speaks against `from` handing over to `to`, null when nothing does. A dish is handed over once at most: who receives hands
 * nothing on, and who hands on receives nothing.
 */
export function findHandOverFault(stations: readonly Wired[], from: string, to: string): HandOverFault | null {
  if (from === to) return "itself";
  const next = stations.find(({ type }) => type === to);
  if (!next) return "unknown";
  if (stations.some(({ type, nextStation }) => type !== from && nextStation === from)) return "receives";
  return next.nextStation === null ? null : "hands-on";
}
