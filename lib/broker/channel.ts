import type { Connection } from "./connection";
import { isPresenceChannel } from "./names";
import { Presence } from "./presence";

/** A channel exists while somebody hears it. */
export class Channel {
  readonly subscribers = new Set<Connection>();
  readonly presence: Presence | null;

  constructor(readonly name: string) {
    this.presence = isPresenceChannel(name) ? new Presence() : null;
  }

  /** Says a frame to every subscriber, or to all but one. */
  broadcast(frame: Buffer, except?: Connection): void {
    for (const subscriber of this.subscribers) if (subscriber !== except) subscriber.send(frame);
  }
}
