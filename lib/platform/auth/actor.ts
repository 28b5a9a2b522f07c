import type { Locale } from "@/lib/platform/i18n/locales";
import type { SecondCurrency } from "@/lib/platform/money";

declare const authorised: unique symbol;
/** A venue's id that came out of authorisation (lib/platform/auth/resolve.ts): queries and commands accept no other. */
export type VenueId = string & { readonly [authorised]: true };

export type RoleName = "admin" | "manager" | "cashier" | "staff" | "kitchen" | "releaser";

/** The venue a request speaks to, with the settings that rules need. Read in the same statement as the actor. */
export interface Venue {
  id: VenueId;
  slug: string;
  names: Partial<Record<Locale, string>>;
  kind: "RESTAURANT" | "BAR" | "HOTEL";
  timezone: string;
  defaultLocale: Locale;
  currency: string;
  second: SecondCurrency | null;
  serviceDayCutoffHour: number;
  /** "22:30", local time. */
  kitchenClosesAt: string | null;
  orderingPolicy: "STAFF_OPENS" | "FIRST_ORDER_ACCEPTED" | "OPEN";
  approvalTimeoutMinutes: number;
  callLimitSeconds: number;
  /** Seconds without a touch after which a shared tablet asks for a PIN again. */
  idleLockSeconds: number;
  menuVersion: number;
}

export interface StaffActor {
  kind: "staff";
  userId: string;
  name: string;
  role: RoleName;
  locale: Locale;
  sid: string;
  /** The station a cook is signed in for: its type. */
  station: string | null;
  /** The shared tablet whose PIN began this session; null for an e-mail sign-in. */
  deviceId: string | null;
}

/** A phone at a table. */
export interface GuestActor {
  kind: "guest";
  guestId: string;
  sessionId: string;
  sessionStatus: "PENDING" | "OPEN" | "CLOSED";
  tableId: string;
  tableNumber: string;
  locale: Locale;
}

/** Anyone who opened the public menu. */
export interface PublicActor {
  kind: "public";
}

export type Actor = StaffActor | GuestActor | PublicActor;

/** What every command gets first: who asks, in which venue, from where. */
export interface Context<A extends Actor = Actor> {
  actor: A;
  venue: Venue;
  requestId: string;
  ip: string;
}
