import type { SoldOutDto, TicketDto, TicketItemDto, TicketState } from "../schema";

/** What a kitchen screen shows: one station's tickets, everybody's, or orders put together for serving. */
export type WallView = { kind: "station"; station: string } | { kind: "all" } | { kind: "expo" };

/** How many cards share a screen. */
export type Density = "roomy" | "normal" | "dense";

/** Cards hang by when they came, or by when they must be ready. */
export type WallOrder = "arrival" | "due";

/** A dish picked in the all-day counts, or one of its options. */
export interface Highlight {
  menuItemId: string;
  modifierId?: string;
}

/** What the order of a ticket has at another station. */
export interface Elsewhere {
  ticketId: string;
  station: string;
  stationName: string;
  state: TicketState;
  items: TicketItemDto[];
}

/** What every card of a wall needs to know of it; one object for all of them. */
export interface WallContext {
  venue: string;
  /** The venue's default language, for names without a translation. */
  venueLocale: string;
  timezone: string;
  /** Numbers of the tables that are rooms. */
  rooms: ReadonlySet<string>;
  /** By the station's type, in the reader's language. */
  stationNames: ReadonlyMap<string, string>;
  /** The view mixes stations: a card says whose it is. */
  showStation: boolean;
  density: Density;
  soldOut: readonly SoldOutDto[];
}

/** What a cook can do to tickets. All of it answers at once, can be undone for ten seconds, and says so when it fails. */
export interface TicketActs {
  move(ticket: TicketDto, to: TicketState): void;
  /** The line's next step: start, done, or back. */
  moveItem(ticket: TicketDto, item: TicketItemDto): void;
  /** Takes note of what was taken off. */
  seen(ticket: TicketDto): void;
  rush(ticket: TicketDto, rush: boolean): void;
  /** One step back, also from the day's history. */
  recall(ticket: TicketDto): void;
  /** Shows the whole ticket, with what can be done to it. */
  open(ticket: TicketDto, item?: TicketItemDto): void;
  /** Off every phone at once: until an instant, until the service day ends, or until somebody says otherwise. */
  sellOut(menuItemId: string, name: string, until?: string | "tomorrow"): void;
  bringBack(menuItemId: string, name: string): void;
}
