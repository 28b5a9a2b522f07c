import type { Connection } from "./connection";

export interface Member {
  id: string;
  info: unknown;
}

/** Who is on a presence channel: users, each with one or more connections. */
export class Presence {
  readonly #users = new Map<string, { info: unknown; connections: number }>();
  readonly #memberOf = new Map<Connection, string>();

  get count(): number {
    return this.#users.size;
  }

  has(userId: string): boolean {
    return this.#users.has(userId);
  }

  userIds(): string[] {
    return [...this.#users.keys()];
  }

  memberIdOf(connection: Connection): string | undefined {
    return this.#memberOf.get(connection);
  }

  /** Adds a connection of a user; true when it is the user's first. */
  join(connection: Connection, member: Member): boolean {
    this.#memberOf.set(connection, member.id);
    const user = this.#users.get(member.id);
    if (user) {
      user.connections += 1;
      return false;
    }
    this.#users.set(member.id, { info: member.info, connections: 1 });
    return true;
  }

  /** Removes a connection; the user's id when it was the user's last, null otherwise. */
  leave(connection: Connection): string | null {
    const userId = this.#memberOf.get(connection);
    if (userId === undefined) return null;
    this.#memberOf.delete(connection);
    const user = this.#users.get(userId);
    if (!user) return null;
    user.connections -= 1;
    if (user.connections > 0) return null;
    this.#users.delete(userId);
    return userId;
  }

  /** The members as a new subscriber is told of them. */
  describe(): { ids: string[]; hash: Record<string, unknown>; count: number } {
    const entries = [...this.#users].map(([id, user]) => [id, user.info] as const);
    return { ids: this.userIds(), hash: Object.fromEntries(entries), count: this.count };
  }
}
