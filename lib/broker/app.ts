import { Channel } from "./channel";
import type { Connection, SignedInUser } from "./connection";
import type { Counters } from "./counters";
import type { BrokerLimits } from "./limits";
import type { Member } from "./presence";
import { CloseCode, eventFrame, internalFrame } from "./protocol";

/** How long changes of a channel's size gather before its subscribers are told. */
const SUBSCRIPTION_COUNT_DELAY_MS = 500;

export interface BrokerApp {
  /** Digits only: the client libraries parse it as an integer. */
  id: string;
  key: string;
  secret: string;
  /** Lets clients speak to each other on private and presence channels. Off unless set. */
  clientEvents?: boolean;
  /** Tells subscribers of a channel (presence channels aside) how many they are. Off unless set. */
  subscriptionCounts?: boolean;
  /** False answers connections with 4003 and requests with 403. */
  enabled?: boolean;
}

export interface PublishedEvent {
  channel: string;
  name: string;
  data: string;
  /** The connection that shall not hear it: the one that caused it. */
  exceptSocketId?: string;
}

/** One app's connections, channels and signed-in users. */
export class App {
  readonly connections = new Map<string, Connection>();
  readonly channels = new Map<string, Channel>();
  readonly #users = new Map<string, Set<Connection>>();
  readonly #countsDue = new Set<Channel>();

  constructor(
    readonly config: BrokerApp,
    readonly limits: BrokerLimits,
    readonly counters: Counters,
  ) {}

  /** Forgets a connection: leaves its channels, so others hear of it at once. */
  remove(connection: Connection): void {
    this.connections.delete(connection.socketId);
    for (const name of [...connection.channels]) this.unsubscribe(connection, name);
    const userId = connection.user?.id;
    if (userId === undefined) return;
    const ofUser = this.#users.get(userId);
    ofUser?.delete(connection);
    if (ofUser?.size === 0) this.#users.delete(userId);
  }

  /** Subscribes a connection whose right to it has been checked; `member` is due on presence channels only. */
  subscribe(connection: Connection, name: string, member: Member | null): void {
    const channel = this.channels.get(name) ?? new Channel(name);
    this.channels.set(name, channel);
    channel.subscribers.add(connection);
    connection.channels.add(name);
    if (!channel.presence || !member) {
      connection.send(internalFrame(name, "subscription_succeeded", {}));
      this.#noteCount(channel);
      return;
    }
    const isFirst = channel.presence.join(connection, member);
    connection.send(internalFrame(name, "subscription_succeeded", { presence: channel.presence.describe() }));
    if (isFirst) {
      const added = { user_id: member.id, user_info: member.info };
      channel.broadcast(internalFrame(name, "member_added", added), connection);
    }
  }

  unsubscribe(connection: Connection, name: string): void {
    const channel = this.channels.get(name);
    if (!channel?.subscribers.delete(connection)) return;
    connection.channels.delete(name);
    const gone = channel.presence?.leave(connection) ?? null;
    if (channel.subscribers.size === 0) {
      this.channels.delete(name);
      this.#countsDue.delete(channel);
    } else if (channel.presence) {
      if (gone !== null) channel.broadcast(internalFrame(name, "member_removed", { user_id: gone }));
    } else {
      this.#noteCount(channel);
    }
  }

  publish(event: PublishedEvent): void {
    this.counters.eventsPublished += 1;
    const channel = this.channels.get(event.channel);
    if (!channel) return;
    const except = event.exceptSocketId === undefined ? undefined : this.connections.get(event.exceptSocketId);
    channel.broadcast(eventFrame(event.channel, event.name, event.data), except);
  }

  signIn(connection: Connection, user: SignedInUser): void {
    connection.user = user;
    const ofUser = this.#users.get(user.id) ?? new Set();
    this.#users.set(user.id, ofUser.add(connection));
  }

  /** Closes every connection the user signed in on; their clients do not come back by themselves. */
  terminateUser(userId: string): void {
    for (const connection of [...(this.#users.get(userId) ?? [])]) {
      connection.close(CloseCode.Unauthorised, "The user's connections were terminated");
    }
  }

  #noteCount(channel: Channel): void {
    if (!this.config.subscriptionCounts) return;
    if (this.#countsDue.size === 0) setTimeout(() => this.#tellCounts(), SUBSCRIPTION_COUNT_DELAY_MS).unref();
    this.#countsDue.add(channel);
  }

  #tellCounts(): void {
    for (const channel of this.#countsDue) {
      const count = { subscription_count: channel.subscribers.size };
      channel.broadcast(internalFrame(channel.name, "subscription_count", count));
    }
    this.#countsDue.clear();
  }
}
