import type { Actor, RoleName } from "@/lib/platform/auth/actor";

/**
 * The channels of a venue and who may hear them: the only place that says so. The channel-auth endpoint, the replay
 * endpoint and the permissions of the REST queries all read it.
 */

export type Namespace =
  | "orders"
  | "customers"
  | "products"
  | "inventory"
  | "payments"
  | "registrations"
  | "system"
  | "alerts";

const rolesOf: Record<Namespace, readonly RoleName[]> = {
  orders: ["admin", "manager", "cashier", "staff", "kitchen", "releaser"],
  customers: ["admin", "manager", "cashier", "staff"],
  products: ["admin", "manager", "cashier", "staff", "kitchen", "releaser"],
  inventory: ["admin", "manager", "cashier", "staff", "kitchen"],
  payments: ["admin", "manager", "cashier"],
  registrations: ["admin", "manager", "cashier", "releaser"],
  alerts: ["admin", "manager"],
  system: ["admin"],
};

/** Whether a role reaches a namespace; also what the REST queries of that namespace ask. */
export function roleReaches(role: RoleName, namespace: Namespace): boolean {
  return rolesOf[namespace].includes(role);
}

/** Whom an event is for; `sitting`, `station`, `stocktake` and `user` need a target. */
export type Audience =
  | "orders"
  | "kitchen"
  | "station"
  | "staff"
  | "tables"
  | "sitting"
  | "payments"
  | "registrations"
  | "inventory"
  | "stocktakes"
  | "stocktake"
  | "customers"
  | "alerts"
  | "system"
  | "menu"
  | "user";

export interface Target {
  sitting?: { tableNumber: string; sessionId: string } | null;
  /** Its type; several where a thing goes from one to the next. */
  station?: string | null | readonly (string | null)[];
  stocktakeId?: string;
  userId?: string;
}

/** The channels of an audience; none where the target has none (a counter order has no sitting). */
export function channelNames(slug: string, audience: Audience, { station, ...target }: Target = {}): string[] {
  const stations = audience === "station" ? [...new Set([station].flat())] : [null];
  return stations
    .map((each) => channelName(slug, audience, { ...target, station: each }))
    .filter((channel) => channel !== null);
}

/** The channel of an audience, or null where the target has none. */
export function channelName(
  slug: string,
  audience: Audience,
  target: Omit<Target, "station"> & { station?: string | null } = {},
): string | null {
  switch (audience) {
    case "staff":
      return `presence-${slug}-staff`;
    case "menu":
      return `${slug}-menu`;
    case "sitting":
      return target.sitting ? `private-${slug}-table-${target.sitting.tableNumber}-${target.sitting.sessionId}` : null;
    case "station":
      return target.station ? `private-${slug}-station-${target.station}` : null;
    case "stocktake":
      return target.stocktakeId ? `presence-${slug}-stocktake-${target.stocktakeId}` : null;
    case "user":
      return target.userId ? `private-user-${target.userId}` : null;
    default:
      return `private-${slug}-${audience}`;
  }
}

/** A guest may hear it, so nothing on it names a person. */
export function isGuestChannel(channel: string): boolean {
  return channel.endsWith("-menu") || tableChannel.test(channel);
}

const uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const tableChannel = new RegExp(`^private-(.+)-table-([A-Za-z0-9]+)-(${uuid})$`);
const stocktakeChannel = new RegExp(`^presence-(.+)-stocktake-(${uuid})$`);
const userChannel = new RegExp(`^private-user-(${uuid})$`);

export type ParsedChannel =
  | { kind: "namespace"; slug: string; namespace: Namespace; presence: boolean }
  | { kind: "sitting"; slug: string; tableNumber: string; sessionId: string }
  | { kind: "user"; userId: string };

const plainNamespaces: Record<string, Namespace> = {
  orders: "orders",
  kitchen: "orders",
  tables: "orders",
  payments: "payments",
  registrations: "registrations",
  inventory: "inventory",
  stocktakes: "inventory",
  customers: "customers",
  alerts: "alerts",
  system: "system",
};

/** Reads a channel's name for a known venue; null for a name Servery never publishes on. */
export function parseChannel(channel: string, slug: string): ParsedChannel | null {
  const user = userChannel.exec(channel);
  if (user?.[1]) return { kind: "user", userId: user[1] };
  if (channel === `${slug}-menu`) return { kind: "namespace", slug, namespace: "products", presence: false };
  if (channel === `presence-${slug}-staff`) return { kind: "namespace", slug, namespace: "orders", presence: true };
  const table = tableChannel.exec(channel);
  if (table?.[1] === slug && table[2] && table[3]) {
    return { kind: "sitting", slug, tableNumber: table[2], sessionId: table[3] };
  }
  const stocktake = stocktakeChannel.exec(channel);
  if (stocktake?.[1] === slug) return { kind: "namespace", slug, namespace: "inventory", presence: true };
  const prefix = `private-${slug}-`;
  if (!channel.startsWith(prefix)) return null;
  const rest = channel.slice(prefix.length);
  if (/^station-[a-z0-9-]+$/.test(rest)) return { kind: "namespace", slug, namespace: "orders", presence: false };
  const namespace = plainNamespaces[rest];
  return namespace ? { kind: "namespace", slug, namespace, presence: false } : null;
}

/** The slug a channel's name could belong to, for requests that carry no venue; null for personal channels and nonsense. */
export function slugOfChannel(channel: string): string | null {
  const table = tableChannel.exec(channel) ?? stocktakeChannel.exec(channel);
  if (table?.[1]) return table[1];
  const named =
    /^presence-(.+)-staff$/.exec(channel) ??
    /^private-(.+)-station-[a-z0-9-]+$/.exec(channel) ??
    /^private-(.+)-(?:orders|kitchen|tables|payments|registrations|inventory|stocktakes|customers|alerts|system)$/.exec(
      channel,
    ) ??
    /^(.+)-menu$/.exec(channel);
  return named?.[1] ?? null;
}

/** Whether an actor of that venue may hear the channel. Staff of the orders namespace hear every sitting; a guest only their own. */
export function mayHear(actor: Actor, channel: ParsedChannel): boolean {
  if (channel.kind === "user") return actor.kind === "staff" && actor.userId === channel.userId;
  if (channel.kind === "sitting") {
    if (actor.kind === "staff") return roleReaches(actor.role, "orders");
    return actor.kind === "guest" && actor.sessionStatus !== "CLOSED" && actor.sessionId === channel.sessionId;
  }
  if (channel.namespace === "products") return true;
  return actor.kind === "staff" && roleReaches(actor.role, channel.namespace);
}
