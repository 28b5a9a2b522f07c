import type { LiveEvent } from "@/lib/platform/realtime/define-event";

/** A step that comes so soon after somebody else's was meant for what stood there before, in ms. */
const tooSoonMs = 500;

/** Enough for whatever is on its way at once. */
const most = 200;

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > most) map.delete(map.keys().next().value ?? "");
}

/** What other screens did to tickets a moment ago, as opposed to what this one is told of its own steps. */
export class OtherScreens {
  /** By ticket: when, and by whom. */
  #steps = new Map<string, { at: number; name: string | null }>();
  /** The version that this screen's last step made, by order. */
  #own = new Map<string, number>();

  /** This screen's own step was carried out: what is told of it is no news. */
  own({ orderId, version, ticketId }: { orderId: string; version: number; ticketId: string }): void {
    remember(this.#own, orderId, version);
    this.#steps.delete(ticketId);
  }

  /** This screen begins a step: what was heard before is known. */
  forget(ticketId: string): void {
    this.#steps.delete(ticketId);
  }

  /** `now` in ms, of any clock that only goes on. */
  hear({ name, data: { ticketId, orderId, version, meta } }: LiveEvent, now: number): void {
    if (name !== "ticket-status-change" || typeof ticketId !== "string") return;
    if (Number(version) <= (this.#own.get(String(orderId)) ?? 0)) return;
    remember(this.#steps, ticketId, { at: now, name: meta.actor?.name ?? null });
  }

  hasMoved(ticketId: string): boolean {
    return this.#steps.has(ticketId);
  }

  /** Who moved the ticket; null is not known. */
  whoMoved(ticketId: string): string | null {
    return this.#steps.get(ticketId)?.name ?? null;
  }

  /** Whether somebody moved the ticket while a finger was on its way to it. */
  justMoved(ticketId: string, now: number): boolean {
    const step = this.#steps.get(ticketId);
    return step !== undefined && now - step.at <= tooSoonMs;
  }
}
