import type { BrokerLimits } from "./limits";

const CHANNEL_NAME = /^[A-Za-z0-9_\-=@,.;]+$/;
const SERVER_TO_USER = "#server-to-user-";

/** True for a name a client may subscribe to and a server may publish to. */
export function isChannelName(name: unknown, limits: BrokerLimits): name is string {
  if (typeof name !== "string" || name.length > limits.channelNameLength) return false;
  return CHANNEL_NAME.test(name) || userOfChannel(name) !== null;
}

/** The user id in `#server-to-user-{id}`, the channel only that signed-in user may hear; null for every other name. */
export function userOfChannel(name: string): string | null {
  return name.startsWith(SERVER_TO_USER) && name.length > SERVER_TO_USER.length
    ? name.slice(SERVER_TO_USER.length)
    : null;
}

export function isPresenceChannel(name: string): boolean {
  return name.startsWith("presence-");
}

/** True for channels whose subscription must be signed (private, encrypted and presence, cached or not). */
export function isSignedChannel(name: string): boolean {
  return name.startsWith("private-") || isPresenceChannel(name);
}

/** Clients may speak on private and presence channels, but not on encrypted ones: the server cannot tell what they say. */
export function allowsClientEvents(name: string): boolean {
  return isSignedChannel(name) && !name.startsWith("private-encrypted-");
}

export function isEventName(name: unknown, limits: BrokerLimits): name is string {
  return typeof name === "string" && name.length > 0 && name.length <= limits.eventNameLength;
}

/** The prefixes only the protocol itself may use. */
export function isReservedEventName(name: string): boolean {
  return name.startsWith("pusher:") || name.startsWith("pusher_internal:");
}

export function isSocketId(value: unknown): value is string {
  return typeof value === "string" && /^\d+\.\d+$/.test(value);
}
