import type { CallStatus, CallType } from "./schema";

const next: Record<CallStatus, readonly CallStatus[]> = {
  pending: ["acknowledged", "completed"],
  acknowledged: ["completed"],
  completed: [],
};

/** Which states a call may come from to reach `target`: what the guarded write names. */
export function statesBefore(target: CallStatus): CallStatus[] {
  return (Object.keys(next) as CallStatus[]).filter((from) => next[from].includes(target));
}

const wants: Record<CallType, string> = {
  payment_cash: "to pay in cash",
  payment_card: "to pay by card",
  help: "for somebody to come",
};

/** What an unanswered call says to people who read logs and APIs; screens have their own words. `seconds` is the limit that passed. */
export function overdueSentence(tableNumber: string, callType: CallType, seconds: number): string {
  const [count, unit] = seconds < 120 ? [seconds, "second"] : [Math.floor(seconds / 60), "minute"];
  return `Table ${tableNumber} has waited ${count} ${unit}${count === 1 ? "" : "s"} ${wants[callType]}.`;
}
