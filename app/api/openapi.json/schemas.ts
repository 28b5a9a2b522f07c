import { z } from "zod";
import { CallDto, ChangeCallInput, CreateCallInput } from "@/lib/calls/schema";
import {
  AllDayDto,
  BusyStationDto,
  ChangeTicketInput,
  KitchenFiguresDto,
  KitchenSnapshot,
  PastTicketDto,
  RushTicketInput,
  SetTicketStateInput,
  StationDto,
  TicketDto,
  UpdateStationInput,
} from "@/lib/kitchen/schema";
import { MenuDto, MenuItemDto, SellOutInput, SetAvailabilityInput } from "@/lib/menu/schema";
import { CreateNoticeInput, NoticeDto } from "@/lib/notices/schema";
import {
  AcceptOrderInput,
  AddItemsInput,
  CancelOrderInput,
  CommentDto,
  CreateCommentInput,
  FireCourseInput,
  OrderDto,
  PlaceOrderInput,
  RejectOrderInput,
  SetItemStateInput,
  SetOrderStatusInput,
  VoidItemInput,
} from "@/lib/orders/schema";
import {
  ColleagueDto,
  DeviceDto,
  EnrolDeviceInput,
  MeDto,
  PinSessionDto,
  PinSignInInput,
  SharedTabletDto,
  UpdateMeInput,
  WrongPinDto,
} from "@/lib/people/schema";
import { PickupDto } from "@/lib/pickup/schema";
import { ChooseTopicsInput, PushSubscriptionDto, SubscribeInput } from "@/lib/push/schema";
import {
  AreaDto,
  CloseTableInput,
  JoinTableInput,
  LiveTableDto,
  MovePartyInput,
  OpenTableInput,
  PlaceTableInput,
  SetPartySizeInput,
  SittingDto,
  TableCardDto,
  TableListDto,
} from "@/lib/tables/schema";

const Cursors = z.record(z.string(), z.object({ epoch: z.string(), seq: z.int() }));
const nextCursor = z.string().nullable();
const EventMeta = z.object({
  id: z.uuid(),
  seq: z.int(),
  at: z.iso.datetime(),
  actor: z.object({ id: z.uuid(), name: z.string() }).optional(),
});
const LiveEvent = z.object({ name: z.string(), data: z.looseObject({ meta: EventMeta }) });
const ChannelReplay = z.object({ epoch: z.string(), events: z.array(LiveEvent), head: z.int() });
const lagMs = z
  .int()
  .min(0)
  .optional()
  .describe(
    "With `beat=1`: for how long the venue's oldest event without a number waits for one; 0 when all have theirs.",
  );
const ChannelGone = z.object({ gone: z.literal(true), epoch: z.string(), head: z.int() });

const Bill = z.object({
  total: z.int().describe("Minor units of `currency`."),
  currency: z.string(),
  secondTotal: z.int().nullable(),
  secondCurrency: z.string().nullable(),
  status: z.enum(["open", "to_payment", "partially_paid", "paid", "refunded"]),
});

/** What clients send, by the name the document gives it. */
export const inputs = {
  SubscribeInput,
  ChooseTopicsInput,
  CreateNoticeInput,
  PlaceOrderInput,
  SetOrderStatusInput,
  SetItemStateInput,
  AcceptOrderInput,
  RejectOrderInput,
  CancelOrderInput,
  AddItemsInput,
  FireCourseInput,
  VoidItemInput,
  CreateCommentInput,
  SetTicketStateInput,
  ChangeTicketInput,
  RushTicketInput,
  CreateCallInput,
  ChangeCallInput,
  JoinTableInput,
  CloseTableInput,
  MovePartyInput,
  OpenTableInput,
  SetPartySizeInput,
  PlaceTableInput,
  SetAvailabilityInput,
  SellOutInput,
  UpdateStationInput,
  SignInInput: z.object({
    csrfToken: z.string(),
    email: z.email(),
    password: z.string(),
    json: z.literal("true").optional().describe("Answers JSON instead of a redirect."),
    callbackUrl: z.string().optional(),
  }),
  SignOutInput: z.object({ csrfToken: z.string(), json: z.literal("true").optional() }),
  EnrolDeviceInput,
  PinSignInInput,
  UpdateMeInput,
  ChannelAuthInput: z.object({ socket_id: z.string(), channel_name: z.string() }),
};

/** What they get back. */
export const outputs = {
  Cursors,
  LiveEvent,
  Menu: MenuDto,
  Pickup: PickupDto,
  MenuItem: MenuItemDto,
  Order: OrderDto,
  OrderList: z.object({ items: z.array(OrderDto), nextCursor }),
  Comment: CommentDto,
  CommentList: z.object({ items: z.array(CommentDto), nextCursor }),
  Ticket: TicketDto,
  TicketList: z.object({ items: z.array(TicketDto), nextCursor }),
  TicketHistory: z.object({ items: z.array(PastTicketDto), nextCursor }),
  Station: StationDto,
  StationList: z.object({ items: z.array(BusyStationDto), nextCursor }),
  AllDay: z.object({ items: z.array(AllDayDto), nextCursor }),
  KitchenFigures: KitchenFiguresDto,
  KitchenSnapshot: KitchenSnapshot.extend({ cursors: Cursors }),
  Call: CallDto,
  CallList: z.object({ items: z.array(CallDto), nextCursor }),
  Sitting: SittingDto,
  Bill,
  SittingSnapshot: z.object({
    sitting: SittingDto,
    orders: z.array(OrderDto),
    calls: z.array(CallDto),
    bill: Bill,
    cursors: Cursors,
  }),
  SittingAccount: z.object({ orders: z.array(OrderDto), bill: Bill }),
  Table: LiveTableDto,
  TableWithToken: LiveTableDto.extend({ token: z.string() }),
  TableList: TableListDto,
  TableCard: TableCardDto,
  DashboardSnapshot: z.object({
    orders: z.array(OrderDto),
    calls: z.array(CallDto),
    areas: z.array(AreaDto),
    cursors: Cursors,
    notices: z.array(NoticeDto).describe("For the person who asks, not read yet."),
    comments: z.record(z.uuid(), z.int()).describe("Order id → how many comments it has; orders without are left out."),
    takenBy: z.record(z.uuid(), z.uuid()).describe("Order id → the user who took it; guests' orders are left out."),
    people: z.array(ColleagueDto),
  }),
  PushSubscription: PushSubscriptionDto,
  PushSubscriptionList: z.object({
    publicKey: z.string().describe("The applicationServerKey, base64url."),
    items: z.array(PushSubscriptionDto),
    nextCursor,
  }),
  Notice: NoticeDto,
  NoticeList: z.object({ items: z.array(NoticeDto), nextCursor }),
  ChannelReplay,
  Replay: z.union([
    ChannelReplay.extend({ lagMs }).describe("One channel was asked for."),
    z
      .object({ channels: z.record(z.string(), z.union([ChannelReplay, ChannelGone])), lagMs })
      .describe("Several were; `gone` means that only a fresh snapshot helps."),
  ]),
  ChannelAuth: z.object({ auth: z.string(), channel_data: z.string().optional() }),
  RealtimeInfo: z.object({
    key: z.string(),
    cluster: z.string().nullable(),
    embedded: z.boolean().describe("The broker is this server's own: a page takes its own address."),
    host: z.string().nullable().describe("Null with a cluster."),
    port: z.int().nullable(),
    tls: z.boolean().nullable(),
    channelPrefixes: z.object({ private: z.string(), presence: z.string(), menu: z.string(), user: z.string() }),
  }),
  ColleagueList: z.object({ items: z.array(ColleagueDto), nextCursor }),
  Me: MeDto,
  Device: DeviceDto,
  DeviceList: z.object({ items: z.array(DeviceDto), nextCursor }),
  SharedTablet: SharedTabletDto,
  PinSession: PinSessionDto,
  WrongPin: WrongPinDto,
  CsrfToken: z.object({ csrfToken: z.string() }),
  SignedIn: z.object({ url: z.string() }),
  AuthSession: z.object({
    user: z.object({ id: z.uuid(), name: z.string(), email: z.string() }).optional(),
    expires: z.iso.datetime().optional(),
  }),
  Live: z.object({ status: z.literal("ok") }),
  Readiness: z.object({
    status: z.enum(["ok", "unavailable"]),
    checks: z.object({
      database: z.enum(["ok", "away"]),
      relay: z.object({ status: z.enum(["ok", "behind", "unknown"]), lagSeconds: z.number().nullable() }),
    }),
  }),
  OpenApiDocument: z.looseObject({ openapi: z.string() }),
};

export type InputName = keyof typeof inputs;
export type OutputName = keyof typeof outputs;
