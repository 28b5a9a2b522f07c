import { applyMoves, directionOf, type ItemMove, moveItems, type StatedItem, type Step } from "@/lib/orders/rules";
import type { ItemState } from "@/lib/orders/schema";
import { channelName } from "@/lib/platform/realtime/channels";
import type { TicketState } from "./schema";

/** A ticket's state, from its items. */
export function deriveTicketState(items: readonly { state: ItemState }[]): TicketState {
  const live = items.filter(({ state }) => state !== "voided");
  if (live.length === 0) return "voided";
  if (live.every(({ state }) => state === "served")) return "served";
  if (live.every(({ state }) => state === "ready" || state === "served")) return "ready";
  return live.every(({ state }) => state === "queued" || state === "held") ? "queued" : "preparing";
}

/** The moves that take a ticket's items one step on (bump) or back (recall); null when that step is not its neighbour. */
export function planTicketMove(items: readonly StatedItem[], target: Step): ItemMove[] | null {
  const state = deriveTicketState(items);
  const direction = state === "voided" ? null : directionOf(state, target);
  if (!direction) return null;
  const moves = moveItems(items, target, direction);
  return deriveTicketState(applyMoves(items, moves)) === target ? moves : null;
}

/** What a kitchen view follows: one channel with tickets and their items, in order, and the menu's. */
export function kitchenChannels(venue: string, station: string | null): string[] {
  return [channelName(venue, station ? "station" : "kitchen", { station }), channelName(venue, "menu")].filter(
    (channel) => channel !== null,
  );
}
