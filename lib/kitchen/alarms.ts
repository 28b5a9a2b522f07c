import type { LiveEvent } from "@/lib/platform/realtime/define-event";
import type { TicketDto } from "./schema";

/** What a kitchen's screen sounds for, the gravest first: that is the order in which they sound when they come together. */
export const alarmKinds = ["late", "change", "order", "soon"] as const;
export type AlarmKind = (typeof alarmKinds)[number];

type Held = Pick<TicketDto, "id" | "orderId" | "station" | "state" | "changedAt" | "rushAt">;

/** What the kitchen still has its hands on. */
const isAtWork = ({ state }: Held) => state === "queued" || state === "preparing";

/**
 * What an event sounds like at a screen of `station` (null is all of them), given the tickets as they were before it; null is silent.
 * A line taken off, a rush and a cancelled order are changes; what the kitchen has done already is not called late.
 */
export function alarmOf({ name, data }: LiveEvent, station: string | null, tickets: readonly Held[]): AlarmKind | null {
  const isHere = (of: unknown) => station === null || of === station;
  switch (name) {
    case "ticket-created":
      return isHere(data.station) ? "order" : null;
    case "ticket-updated": {
      if (!isHere(data.station)) return null;
      const held = tickets.find(({ id }) => id === data.ticketId);
      const changed = data.changedAt && !data.changeSeenAt && data.changedAt !== held?.changedAt;
      const rushed = data.rushAt && data.rushAt !== held?.rushAt;
      return changed || rushed ? "change" : null;
    }
    case "order-cancelled":
      return tickets.some((held) => held.orderId === data.orderId && isHere(held.station) && isAtWork(held))
        ? "change"
        : null;
    case "sla-warning": {
      if (data.type !== "ticket" || !isHere(data.station)) return null;
      const held = tickets.find(({ id }) => id === data.resourceId);
      if (held && !isAtWork(held)) return null;
      return data.severity === "critical" ? "late" : "soon";
    }
    default:
      return null;
  }
}

/** What comes within so long sounds together, in ms. */
const gatherMs = 120;
/** Between two sounds, in ms. */
const pauseMs = 250;

/**
 * Sounds one thing at a time: however many come at once, each kind sounds once, the gravest first, the next when the one before has
 * ended. `play` makes the sound and tells how long it lasts, in ms.
 */
export class AlarmQueue {
  #waiting = new Set<AlarmKind>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly play: (kind: AlarmKind) => number) {}

  add(kind: AlarmKind): void {
    this.#waiting.add(kind);
    this.#timer ??= setTimeout(this.#next, gatherMs);
  }

  stop(): void {
    this.#waiting.clear();
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #next = (): void => {
    const kind = alarmKinds.find((each) => this.#waiting.has(each));
    if (!kind) {
      this.#timer = null;
      return;
    }
    this.#waiting.delete(kind);
    this.#timer = setTimeout(this.#next, this.play(kind) + pauseMs);
  };
}
