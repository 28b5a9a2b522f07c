import type { CallStatus } from "./schema";

const next: Record<CallStatus, readonly CallStatus[]> = {
  pending: ["acknowledged", "completed"],
  acknowledged: ["completed"],
  completed: [],
};

/** Which states a call may come from to reach `target`: what the guarded write names. */
export function statesBefore(target: CallStatus): CallStatus[] {
  return (Object.keys(next) as CallStatus[]).filter((from) => next[from].includes(target));
}
