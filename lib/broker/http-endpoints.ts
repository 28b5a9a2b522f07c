import type { App, PublishedEvent } from "./app";
import { RequestError } from "./http-request";
import { isChannelName, isEventName, isPresenceChannel, isReservedEventName, isSocketId } from "./names";

const ATTRIBUTES = ["user_count", "subscription_count"] as const;
type Attribute = (typeof ATTRIBUTES)[number];
type ChannelInfo = Partial<Record<Attribute, number>>;

/** `POST events`: one event on one or more channels. @throws RequestError 400, 413 */
export function publishEvent(app: App, body: Record<string, unknown>): object {
  const channels = body.channels ?? (body.channel === undefined ? undefined : [body.channel]);
  if (!Array.isArray(channels) || channels.length === 0)
    throw new RequestError(400, "channels must be a list of names");
  if (channels.length > app.limits.channelsPerEvent) {
    throw new RequestError(400, `An event may go to ${app.limits.channelsPerEvent} channels`);
  }
  const attributes = readAttributes(body.info);
  const events = [...new Set(channels)].map((channel) => readEvent(app, { ...body, channel }));
  for (const event of events) app.publish(event);
  if (attributes.length === 0) return {};
  return { channels: Object.fromEntries(events.map(({ channel }) => [channel, readInfo(app, channel, attributes)])) };
}

/** `POST batch_events`: all of the batch in its order, or nothing. @throws RequestError 400, 413 */
export function publishBatch(app: App, body: Record<string, unknown>): object {
  const { batch } = body;
  if (!Array.isArray(batch) || batch.length === 0) throw new RequestError(400, "batch must be a list of events");
  if (batch.length > app.limits.eventsPerBatch) {
    throw new RequestError(400, `A batch may hold ${app.limits.eventsPerBatch} events`);
  }
  const entries = batch.map((entry: unknown) => {
    if (typeof entry !== "object" || entry === null) throw new RequestError(400, "Each event must be an object");
    const fields = entry as Record<string, unknown>;
    return { event: readEvent(app, fields), attributes: readAttributes(fields.info) };
  });
  for (const { event } of entries) app.publish(event);
  if (entries.every(({ attributes }) => attributes.length === 0)) return {};
  return { batch: entries.map(({ event, attributes }) => readInfo(app, event.channel, attributes)) };
}

/** `GET channels`: the channels somebody hears, by prefix. @throws RequestError 400 */
export function listChannels(app: App, query: ReadonlyMap<string, string>): object {
  const prefix = query.get("filter_by_prefix") ?? "";
  const attributes = readAttributes(query.get("info"));
  if (attributes.includes("user_count") && !isPresenceChannel(prefix)) {
    throw new RequestError(400, "user_count needs filter_by_prefix to begin with presence-");
  }
  const names = [...app.channels.keys()].filter((name) => name.startsWith(prefix));
  return { channels: Object.fromEntries(names.map((name) => [name, readInfo(app, name, attributes)])) };
}

/** `GET channels/{name}`. @throws RequestError 400 */
export function describeChannel(app: App, name: string, query: ReadonlyMap<string, string>): object {
  requireChannelName(app, name);
  const attributes = readAttributes(query.get("info"));
  if (attributes.includes("user_count") && !isPresenceChannel(name)) {
    throw new RequestError(400, "user_count is known for presence channels only");
  }
  return { occupied: app.channels.has(name), ...readInfo(app, name, attributes) };
}

/** `GET channels/{name}/users`. @throws RequestError 400 */
export function listUsers(app: App, name: string): object {
  requireChannelName(app, name);
  if (!isPresenceChannel(name)) throw new RequestError(400, "Users are known for presence channels only");
  return { users: (app.channels.get(name)?.presence?.userIds() ?? []).map((id) => ({ id })) };
}

function readEvent(app: App, fields: Record<string, unknown>): PublishedEvent {
  const { channel, name, data, socket_id } = fields;
  requireChannelName(app, channel);
  if (!isEventName(name, app.limits)) {
    throw new RequestError(400, `An event's name is a text of up to ${app.limits.eventNameLength} characters`);
  }
  if (isReservedEventName(name)) throw new RequestError(400, "Names that begin with pusher are the protocol's own");
  if (typeof data !== "string") throw new RequestError(400, "data must be text");
  if (Buffer.byteLength(data) > app.limits.eventDataBytes) {
    throw new RequestError(413, `data is over ${app.limits.eventDataBytes} bytes`);
  }
  if (socket_id === undefined || socket_id === null) return { channel, name, data };
  if (!isSocketId(socket_id)) throw new RequestError(400, "socket_id must be digits.digits");
  return { channel, name, data, exceptSocketId: socket_id };
}

function requireChannelName(app: App, name: unknown): asserts name is string {
  if (!isChannelName(name, app.limits)) throw new RequestError(400, "Invalid channel name");
}

function readAttributes(info: unknown): Attribute[] {
  if (info === undefined || info === null || info === "") return [];
  if (typeof info !== "string") throw new RequestError(400, "info must be names parted by commas");
  return info.split(",").map((asked) => {
    const attribute = ATTRIBUTES.find((known) => known === asked.trim());
    if (!attribute) throw new RequestError(400, `Unknown attribute in info; known are ${ATTRIBUTES.join(", ")}`);
    return attribute;
  });
}

/** What was asked of a channel; `user_count` is left out where there are no users to count. */
function readInfo(app: App, name: string, attributes: Attribute[]): ChannelInfo {
  const channel = app.channels.get(name);
  const info: ChannelInfo = {};
  if (attributes.includes("user_count") && isPresenceChannel(name)) info.user_count = channel?.presence?.count ?? 0;
  if (attributes.includes("subscription_count")) info.subscription_count = channel?.subscribers.size ?? 0;
  return info;
}
