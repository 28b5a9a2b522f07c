import type { z } from "zod";
import type { Audience, Target } from "./channels";

/** One kind of event: its name on the wire, its payload, and who hears it. Declared in a feature's events.ts. */
export interface EventDefinition<Name extends string = string, Payload extends z.ZodType = z.ZodType> {
  name: Name;
  payload: Payload;
  audience: readonly Audience[];
}

export function defineEvent<const Name extends string, Payload extends z.ZodType>(
  definition: EventDefinition<Name, Payload>,
): EventDefinition<Name, Payload> {
  return definition;
}

/** An event ready to be written beside its fact. */
export interface Message<D extends EventDefinition = EventDefinition> extends Target {
  event: D;
  payload: z.input<D["payload"]>;
}

/** Ties a payload to its event's type. */
export function message<D extends EventDefinition>(
  event: D,
  payload: z.input<D["payload"]>,
  target: Target = {},
): Message<D> {
  return { event, payload, ...target };
}

/** What arrives at a subscriber: the payload and its meta. */
export interface EventMeta {
  /** The event's id, the same on every channel. */
  id: string;
  /** Contiguous per channel. */
  seq: number;
  /** ISO 8601 UTC, when the fact was written. */
  at: string;
  /** Never on a channel that a guest may hear. */
  actor?: { id: string; name: string };
}
export interface LiveEvent<Payload = Record<string, unknown>> {
  name: string;
  channel: string;
  data: Payload & { meta: EventMeta };
}

/** Where a snapshot stands on a channel. */
export interface ChannelCursor {
  epoch: string;
  seq: number;
}
export type Cursors = Record<string, ChannelCursor>;
