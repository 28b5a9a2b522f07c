import { applyCallEvent, type CallBook, openCallBook } from "@/lib/calls/client";
import type { CallDto } from "@/lib/calls/schema";
import { applyNoticeEvent, type NoticeReader } from "@/lib/notices/client";
import type { NoticeDto } from "@/lib/notices/schema";
import { applyOrderEvent, type OrderBook, openOrderBook } from "@/lib/orders/client";
import { applyCommentEvent, type CommentBook, openCommentBook } from "@/lib/orders/components/staff/comment-book";
import type { OrderDto } from "@/lib/orders/schema";
import type { ColleagueDto } from "@/lib/people/schema";
import { channelName } from "@/lib/platform/realtime/channels";
import type { Cursors, LiveEvent } from "@/lib/platform/realtime/define-event";
import { applyTableEvent, type FloorState, openFloor } from "@/lib/tables/client";
import type { AreaDto } from "@/lib/tables/schema";

/** How far a call that nobody answers has come: 1 is louder, 2 is told to the managers. */
export type CallLevel = 0 | 1 | 2;

/** All that the floor's screen follows live. */
export interface DashboardState {
  orders: OrderBook;
  calls: CallBook;
  floor: FloorState;
  notices: readonly NoticeDto[];
  comments: CommentBook;
  /** Order id → the colleague who took it. */
  takenBy: Readonly<Record<string, string>>;
  /** Call id → the level the server raised it to. */
  overdue: Readonly<Record<string, CallLevel>>;
  people: readonly ColleagueDto[];
}

/** As the page and GET /dashboard answer it. */
export interface DashboardSnapshot {
  orders: OrderDto[];
  calls: CallDto[];
  areas: AreaDto[];
  cursors: Cursors;
  /** For the person who asks, not read yet. */
  notices: NoticeDto[];
  /** Order id → how many comments it has; orders without are not there. */
  comments: Record<string, number>;
  /** Order id → the user who took it. */
  takenBy: Record<string, string>;
  /** Everybody who works here. */
  people: ColleagueDto[];
}

/**
 * Orders, calls and tables come over the staff channel, the steps of single lines over the orders channel, what is meant for one
 * person over their own.
 */
export function dashboardChannels(reader: NoticeReader): string[] {
  const { venue } = reader;
  return [
    channelName(venue, "staff"),
    channelName(venue, "orders"),
    channelName(venue, "user", { userId: reader.id }),
    reader.role === "admin" ? channelName(venue, "system") : null,
  ].filter((name) => name !== null);
}

export function openDashboard(snapshot: DashboardSnapshot): DashboardState {
  return {
    orders: openOrderBook(snapshot.orders),
    calls: openCallBook(snapshot.calls),
    floor: openFloor(snapshot.areas),
    notices: snapshot.notices,
    comments: openCommentBook(snapshot.comments),
    takenBy: snapshot.takenBy,
    overdue: {},
    people: snapshot.people,
  };
}

function applyTaker(takenBy: DashboardState["takenBy"], event: LiveEvent): DashboardState["takenBy"] {
  const { orderId, source, meta } = event.data as LiveEvent["data"] & { orderId?: string; source?: string };
  if (event.name !== "new-order" || !orderId || !meta.actor || source === "QR") return takenBy;
  return takenBy[orderId] === meta.actor.id ? takenBy : { ...takenBy, [orderId]: meta.actor.id };
}

function applyOverdue(overdue: DashboardState["overdue"], event: LiveEvent): DashboardState["overdue"] {
  const { type, resourceId, severity } = event.data as { type?: string; resourceId?: string; severity?: string };
  if (event.name !== "sla-warning" || type !== "call" || !resourceId) return overdue;
  const level: CallLevel = severity === "critical" ? 2 : 1;
  return level > (overdue[resourceId] ?? 0) ? { ...overdue, [resourceId]: level } : overdue;
}

/** Applies one event to the part it is about; answers the same state when it changed nothing. */
export function applyDashboardEvent(state: DashboardState, event: LiveEvent, reader: NoticeReader): DashboardState {
  const next: DashboardState = {
    orders: applyOrderEvent(state.orders, event),
    calls: applyCallEvent(state.calls, event),
    floor: applyTableEvent(state.floor, event),
    notices: applyNoticeEvent(state.notices, event, reader),
    comments: applyCommentEvent(state.comments, event),
    takenBy: applyTaker(state.takenBy, event),
    overdue: applyOverdue(state.overdue, event),
    people: state.people,
  };
  const parts = Object.keys(next) as (keyof DashboardState)[];
  return parts.every((part) => next[part] === state[part]) ? state : next;
}
