import { z } from "zod";
import type { Operation } from "@/lib/platform/http/openapi";
import { locales } from "@/lib/platform/i18n/locales";
import type { InputName, OutputName } from "./schemas";

type Declared = Omit<Operation, "body" | "answers"> & {
  body?: InputName;
  answers: readonly (Operation["answers"][number] & { schema?: OutputName })[];
};

const venue = "/api/venues/{venue}";
const ok = (schema: OutputName, description = "The resource.") => ({ status: 200, description, schema });
const created = (schema: OutputName, description: string) => ({ status: 201, description, schema });
const changed = (schema: OutputName) => [ok(schema, "The resource after the change.")];
const moved = ["state-moved", "version-moved"] as const;

const tables: Declared[] = [
  {
    method: "post",
    path: `${venue}/table-sessions`,
    summary: "Sit down at a table: by its secret, or by number where the venue is open to anybody",
    tag: "Tables",
    actors: [],
    body: "JoinTableInput",
    answers: [
      { ...created("Sitting", "A new guest; the cookie is theirs."), headers: ["Set-Cookie"] },
      ok("Sitting", "The guest this phone already was."),
    ],
    errors: ["wrong-token", "rate-limited"],
  },
  {
    method: "get",
    path: `${venue}/table-sessions/current`,
    summary: "Everything of the guest's own sitting, with cursors",
    tag: "Tables",
    actors: ["guest"],
    answers: [ok("SittingSnapshot")],
    errors: ["sitting-ended"],
  },
  {
    method: "get",
    path: `${venue}/table-sessions/{id}`,
    summary: "A sitting's orders, finished ones too, and its bill",
    tag: "Tables",
    actors: ["staff"],
    answers: [ok("SittingAccount")],
  },
  {
    method: "get",
    path: `${venue}/tables`,
    summary: "The floor: areas and their tables",
    tag: "Tables",
    actors: ["staff"],
    answers: [ok("AreaList")],
  },
  {
    method: "post",
    path: `${venue}/tables/{id}/open`,
    summary: "Open a table for ordering",
    tag: "Tables",
    actors: ["staff"],
    answers: changed("Table"),
  },
  {
    method: "post",
    path: `${venue}/tables/{id}/close`,
    summary: "End the sitting of a table",
    tag: "Tables",
    actors: ["staff"],
    body: "CloseTableInput",
    answers: changed("Table"),
    errors: ["state-moved", "unfinished-orders"],
  },
  {
    method: "post",
    path: `${venue}/tables/{id}/rotate`,
    summary: "Give a table a new secret; its sitting ends",
    tag: "Tables",
    actors: ["staff"],
    answers: changed("TableWithToken"),
  },
];

const menu: Declared[] = [
  {
    method: "get",
    path: `${venue}/menu`,
    summary: "The menu in one language",
    tag: "Menu",
    actors: [],
    query: {
      locale: { schema: z.enum(locales), description: "Without it, Accept-Language decides." },
    },
    answers: [ok("Menu")],
  },
  {
    method: "patch",
    path: `${venue}/menu-items/{id}/availability`,
    summary: "Mark an item sold out, or bring it back",
    tag: "Menu",
    actors: ["staff"],
    body: "SetAvailabilityInput",
    answers: changed("MenuItem"),
    errors: ["version-moved"],
  },
];

const orders: Declared[] = [
  {
    method: "post",
    path: `${venue}/orders`,
    summary: "Place an order; prices are the server's",
    tag: "Orders",
    actors: ["guest", "staff"],
    creates: true,
    body: "PlaceOrderInput",
    answers: [created("Order", "The order.")],
    errors: ["sitting-ended", "table-not-open", "sold-out", "not-now", "version-moved"],
  },
  {
    method: "get",
    path: `${venue}/orders`,
    summary: "Orders: the venue's for staff, the own sitting's for a guest",
    tag: "Orders",
    actors: ["staff", "guest"],
    query: {
      status: {
        schema: z.enum(["open", "pending", "preparing", "ready", "completed", "cancelled"]),
        description: "`open` is everything unfinished.",
      },
      cursor: { schema: z.string(), description: "`nextCursor` of the page before." },
      limit: { schema: z.int().min(1).max(200), description: "How many at most." },
    },
    answers: [ok("OrderList")],
  },
  {
    method: "get",
    path: `${venue}/orders/{id}`,
    summary: "One order",
    tag: "Orders",
    actors: ["staff", "guest"],
    answers: [ok("Order")],
  },
  {
    method: "patch",
    path: `${venue}/orders/{id}/status`,
    summary: "Move an order one step forward, or one back",
    tag: "Orders",
    actors: ["staff"],
    body: "SetOrderStatusInput",
    answers: changed("Order"),
    errors: moved,
  },
  {
    method: "post",
    path: `${venue}/orders/{id}/accept`,
    summary: "Accept a guest's order and open the table",
    tag: "Orders",
    actors: ["staff"],
    body: "AcceptOrderInput",
    answers: changed("Order"),
    errors: moved,
  },
  {
    method: "post",
    path: `${venue}/orders/{id}/reject`,
    summary: "Turn a guest's order down",
    tag: "Orders",
    actors: ["staff"],
    body: "RejectOrderInput",
    answers: changed("Order"),
    errors: moved,
  },
  {
    method: "post",
    path: `${venue}/orders/{id}/cancel`,
    summary: "Cancel an order; what is not served yet is voided",
    tag: "Orders",
    actors: ["staff"],
    body: "CancelOrderInput",
    answers: changed("Order"),
    errors: moved,
  },
  {
    method: "patch",
    path: `${venue}/order-items/{id}/status`,
    summary: "Move one item a step forward, or a step back",
    tag: "Orders",
    actors: ["staff"],
    body: "SetItemStateInput",
    answers: changed("Order"),
    errors: moved,
  },
  {
    method: "post",
    path: `${venue}/order-items/{id}/void`,
    summary: "Take one item off, with a reason; an order without a live item is cancelled",
    tag: "Orders",
    actors: ["staff"],
    body: "VoidItemInput",
    answers: changed("Order"),
    errors: moved,
  },
  {
    method: "post",
    path: `${venue}/orders/{id}/items`,
    summary: "Add to an open order: new tickets, finished items stay as they are",
    tag: "Orders",
    actors: ["staff"],
    creates: true,
    body: "AddItemsInput",
    answers: [created("Order", "The order with all its items.")],
    errors: [...moved, "sold-out", "not-now"],
  },
  {
    method: "post",
    path: `${venue}/orders/{id}/fire`,
    summary: "Send what an order holds of a course",
    tag: "Orders",
    actors: ["staff"],
    body: "FireCourseInput",
    answers: changed("Order"),
    errors: moved,
  },
  {
    method: "post",
    path: `${venue}/orders/{id}/comments`,
    summary: "Write into the staff's thread on an order",
    tag: "Orders",
    actors: ["staff"],
    creates: true,
    body: "CreateCommentInput",
    answers: [created("Comment", "The comment.")],
  },
  {
    method: "get",
    path: `${venue}/orders/{id}/comments`,
    summary: "The staff's thread on an order, oldest first",
    tag: "Orders",
    actors: ["staff"],
    query: {
      cursor: { schema: z.string(), description: "`nextCursor` of the page before." },
      limit: { schema: z.int().min(1).max(200), description: "How many at most." },
    },
    answers: [ok("CommentList")],
  },
];

const station = { station: { schema: z.string(), description: "A station's type; without it, all stations." } };

const kitchen: Declared[] = [
  {
    method: "get",
    path: `${venue}/tickets`,
    summary: "Tickets on the wall, oldest first",
    tag: "Kitchen",
    actors: ["staff"],
    query: station,
    answers: [ok("TicketList")],
  },
  {
    method: "patch",
    path: `${venue}/tickets/{id}/status`,
    summary: "Move a ticket a step forward, or recall it",
    tag: "Kitchen",
    actors: ["staff"],
    body: "SetTicketStateInput",
    answers: changed("Ticket"),
    errors: moved,
  },
  {
    method: "get",
    path: `${venue}/kitchen`,
    summary: "Everything the kitchen's wall shows, with cursors",
    tag: "Kitchen",
    actors: ["staff"],
    query: station,
    answers: [ok("KitchenSnapshot")],
  },
];

const calls: Declared[] = [
  {
    method: "post",
    path: `${venue}/waiter-calls`,
    summary: "Call the waiter; a second call of the kind joins the open one",
    tag: "Calls",
    actors: ["guest"],
    creates: true,
    body: "CreateCallInput",
    answers: [created("Call", "A new call."), ok("Call", "The open call it joined.")],
    errors: ["sitting-ended"],
  },
  {
    method: "get",
    path: `${venue}/waiter-calls`,
    summary: "Open calls: the venue's for staff, the own sitting's for a guest",
    tag: "Calls",
    actors: ["staff", "guest"],
    answers: [ok("CallList")],
  },
  {
    method: "post",
    path: `${venue}/waiter-calls/{id}/acknowledge`,
    summary: "Say “I am going”: exactly one of many can",
    tag: "Calls",
    actors: ["staff"],
    body: "ChangeCallInput",
    answers: changed("Call"),
    errors: moved,
  },
  {
    method: "post",
    path: `${venue}/waiter-calls/{id}/complete`,
    summary: "End a call",
    tag: "Calls",
    actors: ["staff"],
    body: "ChangeCallInput",
    answers: changed("Call"),
    errors: moved,
  },
];

const live: Declared[] = [
  {
    method: "get",
    path: `${venue}/dashboard`,
    summary: "Everything the dashboard shows, with cursors",
    tag: "Live",
    actors: ["staff"],
    answers: [ok("DashboardSnapshot")],
  },
  {
    method: "get",
    path: `${venue}/events`,
    summary: "Events after a cursor; `channel`, `after` and `epoch` are repeated together, once a channel",
    tag: "Live",
    actors: ["staff", "guest"],
    query: {
      channel: { schema: z.string(), description: "A channel's name.", required: true, repeated: true },
      after: { schema: z.int().min(0), description: "The last number seen on it.", required: true, repeated: true },
      epoch: {
        schema: z.string(),
        description: "The epoch that number belongs to; one stands for all.",
        repeated: true,
      },
    },
    answers: [ok("Replay", "What came after.")],
    errors: ["events-gone"],
  },
  {
    method: "post",
    path: "/api/realtime/auth",
    summary: "Sign a subscription to a private or presence channel (Pusher protocol 7)",
    tag: "Live",
    actors: ["staff", "guest"],
    body: "ChannelAuthInput",
    bodyType: "application/x-www-form-urlencoded",
    answers: [ok("ChannelAuth", "The signature.")],
  },
  {
    method: "get",
    path: "/api/realtime/info",
    summary: "Where the Pusher-protocol server is",
    tag: "Live",
    actors: [],
    answers: [ok("RealtimeInfo")],
  },
];

const signing: Declared[] = [
  {
    method: "get",
    path: "/api/auth/csrf",
    summary: "The token that signing in and out must carry",
    tag: "Signing in",
    actors: [],
    answers: [{ ...ok("CsrfToken", "The token; the cookie goes with it."), headers: ["Set-Cookie"] }],
  },
  {
    method: "post",
    path: "/api/auth/callback/credentials",
    summary: "Sign in with e-mail and password",
    tag: "Signing in",
    actors: [],
    body: "SignInInput",
    bodyType: "application/x-www-form-urlencoded",
    answers: [
      { ...ok("SignedIn", "Signed in; `url` is where work begins."), headers: ["Set-Cookie"] },
      { status: 303, description: "The same, without json=true.", headers: ["Set-Cookie", "Location"] },
    ],
    errors: ["wrong-credentials", "rate-limited"],
  },
  {
    method: "get",
    path: "/api/auth/session",
    summary: "Who is signed in; an empty object for nobody",
    tag: "Signing in",
    actors: [],
    answers: [ok("AuthSession")],
  },
  {
    method: "post",
    path: "/api/auth/signout",
    summary: "Sign out; the session ends on the server too",
    tag: "Signing in",
    actors: [],
    body: "SignOutInput",
    bodyType: "application/x-www-form-urlencoded",
    answers: [{ ...ok("SignedIn", "Signed out."), headers: ["Set-Cookie"] }],
  },
];

const house: Declared[] = [
  {
    method: "get",
    path: "/api/health/live",
    summary: "The process answers",
    tag: "House",
    actors: [],
    answers: [ok("Live")],
  },
  {
    method: "get",
    path: "/api/health/ready",
    summary: "The database answers and events get out",
    tag: "House",
    actors: [],
    answers: [ok("Readiness"), { status: 503, description: "Not ready.", schema: "Readiness" }],
  },
  {
    method: "get",
    path: "/api/openapi.json",
    summary: "This document",
    tag: "House",
    actors: [],
    answers: [ok("OpenApiDocument")],
  },
];

/** Every endpoint. A test compares the list with the route files. */
export const operations: readonly Operation[] = [
  ...tables,
  ...menu,
  ...orders,
  ...kitchen,
  ...calls,
  ...live,
  ...signing,
  ...house,
];
