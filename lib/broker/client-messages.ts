import type { App } from "./app";
import type { Connection } from "./connection";
import {
  allowsClientEvents,
  isChannelName,
  isEventName,
  isPresenceChannel,
  isSignedChannel,
  userOfChannel,
} from "./names";
import type { Member } from "./presence";
import {
  type ClientMessage,
  CloseCode,
  clientEventFrame,
  ErrorCode,
  errorFrame,
  PONG_FRAME,
  parseClientMessage,
  parseObject,
  readFields,
  type SubscriptionRefusal,
  signInSuccessFrame,
  subscriptionErrorFrame,
} from "./protocol";
import { isSignInSigned, isSubscriptionSigned } from "./signature";

/** Does what a client's text frame asks, or tells the client why not. */
export function handleClientMessage(app: App, connection: Connection, text: string): void {
  connection.heard();
  const message = parseClientMessage(text);
  if (message?.event.startsWith("client-")) {
    relayClientEvent(app, connection, message);
    return;
  }
  if (!connection.messageBudget.take()) {
    connection.close(CloseCode.OverCapacity, "Too many messages");
    return;
  }
  if (!message) {
    connection.send(errorFrame(null, "Not a message of the protocol: JSON with a text named event was expected"));
    return;
  }
  switch (message.event) {
    case "pusher:ping":
      connection.send(PONG_FRAME);
      break;
    case "pusher:pong":
      break;
    case "pusher:subscribe":
      subscribe(app, connection, readFields(message.data));
      break;
    case "pusher:unsubscribe": {
      const { channel } = readFields(message.data);
      if (typeof channel === "string") app.unsubscribe(connection, channel);
      break;
    }
    case "pusher:signin":
      signIn(app, connection, readFields(message.data));
      break;
    default:
      connection.send(errorFrame(null, "Clients may not send this event"));
  }
}

function subscribe(app: App, connection: Connection, fields: Record<string, unknown>): void {
  const name = fields.channel;
  if (!isChannelName(name, app.limits)) {
    // Only a name that is text can be named back; a long one is not repeated.
    const channel = typeof name === "string" ? name.slice(0, app.limits.channelNameLength) : "";
    const refusal: SubscriptionRefusal = { type: "InvalidChannel", error: "Invalid channel name", status: 400 };
    connection.send(subscriptionErrorFrame(channel, refusal));
    return;
  }
  if (connection.channels.has(name)) {
    connection.send(errorFrame(null, `Already subscribed to ${name}`));
    return;
  }
  const member = isPresenceChannel(name) ? readMember(connection, fields.channel_data) : null;
  const refusal = findSubscriptionRefusal(app, connection, name, fields, member);
  if (refusal) connection.send(subscriptionErrorFrame(name, refusal));
  else app.subscribe(connection, name, member);
}

function findSubscriptionRefusal(
  app: App,
  connection: Connection,
  name: string,
  fields: Record<string, unknown>,
  member: Member | null,
): SubscriptionRefusal | null {
  const { limits } = app;
  const channelData = typeof fields.channel_data === "string" ? fields.channel_data : undefined;
  if (isSignedChannel(name)) {
    const isSigned = isSubscriptionSigned(app.config, fields.auth, connection.socketId, name, channelData);
    if (!isSigned) return refuse("AuthError", "The signature of this subscription is missing or wrong", 401);
  }
  const ownerId = userOfChannel(name);
  if (ownerId !== null && connection.user?.id !== ownerId) {
    return refuse("AuthError", "This channel is for the user signed in on the connection", 401);
  }
  if (connection.channels.size >= limits.channelsPerConnection) {
    return refuse("LimitReached", `A connection may hold ${limits.channelsPerConnection} channels`, 403);
  }
  if (!isPresenceChannel(name)) return null;
  if (!member) return refuse("AuthError", "channel_data must be JSON with a user_id, or a user must be signed in", 401);
  if (member.id.length > limits.userIdLength) return refuse("LimitReached", "The user_id is too long", 403);
  if (Buffer.byteLength(JSON.stringify(member.info)) > limits.presenceInfoBytes) {
    return refuse("LimitReached", "The user_info is too large", 403);
  }
  const presence = app.channels.get(name)?.presence;
  if (presence && !presence.has(member.id) && presence.count >= limits.presenceMembers) {
    return refuse("LimitReached", `A presence channel may hold ${limits.presenceMembers} members`, 403);
  }
  return null;
}

function refuse(type: SubscriptionRefusal["type"], error: string, status: number): SubscriptionRefusal {
  return { type, error, status };
}

/**
 * Who joins a presence channel: whom the signed channel_data names, or the signed-in user when there is none.
 * A member without info is told as null: pusher-js takes a missing entry for a missing member.
 */
function readMember(connection: Connection, channelData: unknown): Member | null {
  if (typeof channelData !== "string") return connection.user && { id: connection.user.id, info: connection.user.info };
  const fields = parseObject(channelData);
  const id = typeof fields?.user_id === "number" ? String(fields.user_id) : fields?.user_id;
  return typeof id === "string" && id.length > 0 ? { id, info: fields?.user_info ?? null } : null;
}

function signIn(app: App, connection: Connection, fields: Record<string, unknown>): void {
  const userData = fields.user_data;
  const isSigned =
    typeof userData === "string" && isSignInSigned(app.config, fields.auth, connection.socketId, userData);
  const user = isSigned ? parseObject(userData) : null;
  const id = user?.id;
  if (!isSigned || typeof id !== "string" || id.length === 0 || id.length > app.limits.userIdLength) {
    connection.send(errorFrame(ErrorCode.Unauthorised, "The sign-in is not signed or names no user"));
    return;
  }
  if (connection.user && connection.user.id !== id) {
    connection.send(errorFrame(ErrorCode.Unauthorised, "Another user is signed in on this connection"));
    return;
  }
  app.signIn(connection, { id, info: user?.user_info ?? null });
  connection.send(signInSuccessFrame(userData));
}

function relayClientEvent(app: App, connection: Connection, message: ClientMessage): void {
  // Counted before anything else, so that refused events cannot be sent without bound.
  if (!connection.clientEventBudget.take()) {
    connection.send(errorFrame(ErrorCode.ClientEventRate, "Too many client events"));
    return;
  }
  const problem = findClientEventProblem(app, connection, message);
  if (problem) {
    connection.send(errorFrame(null, problem));
    return;
  }
  const name = message.channel as string;
  const channel = app.channels.get(name);
  const userId = channel?.presence?.memberIdOf(connection);
  channel?.broadcast(clientEventFrame(name, message.event, message.data, userId), connection);
}

function findClientEventProblem(app: App, connection: Connection, { channel, event, data }: ClientMessage) {
  if (!app.config.clientEvents) return "Client events are not enabled for this app";
  if (typeof channel !== "string" || !connection.channels.has(channel)) return "Subscribe before sending client events";
  if (!allowsClientEvents(channel)) return "Client events need a private or presence channel";
  if (!isEventName(event, app.limits)) return "The event's name is too long";
  const text = typeof data === "string" ? data : JSON.stringify(data ?? null);
  if (Buffer.byteLength(text) > app.limits.eventDataBytes) return "The event's data is too large";
  return null;
}
