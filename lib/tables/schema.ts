import { z } from "zod";
import { translations } from "@/lib/platform/i18n/translations";

/** What a table looks like from the floor, the neediest first when it is several at once. */
export const tableStatuses = ["free", "seated", "pending", "preparing", "ready", "paying", "calling"] as const;
export type TableStatus = (typeof tableStatuses)[number];

export const JoinTableInput = z.union([
  z.strictObject({ token: z.string().min(8).max(100), locale: z.enum(["bg", "en", "uk"]).optional() }),
  /** Only under the venue's `open` policy: no secret needed. */
  z.strictObject({
    tableNumber: z.string().regex(/^[A-Za-z0-9]{1,6}$/),
    locale: z.enum(["bg", "en", "uk"]).optional(),
  }),
]);
export type JoinTableInput = z.infer<typeof JoinTableInput>;

export const SittingDto = z.object({
  sessionId: z.uuid(),
  tableId: z.uuid(),
  tableNumber: z.string(),
  locale: z.enum(["bg", "en", "uk"]),
  /** The sitting's private channel. */
  channel: z.string(),
  ordering: z.enum(["open", "needs-accept", "closed"]),
});
export type SittingDto = z.infer<typeof SittingDto>;

export const TableDto = z.object({
  id: z.uuid(),
  number: z.string(),
  kind: z.enum(["TABLE", "ROOM", "COUNTER"]),
  areaId: z.uuid(),
  seats: z.int(),
  shape: z.enum(["ROUND", "RECT"]),
  /** On the area's plan of 1000 × 1000. */
  x: z.int(),
  y: z.int(),
  width: z.int(),
  height: z.int(),
  /** The live sitting, if somebody sits there. */
  sessionId: z.uuid().nullable(),
  sessionStatus: z.enum(["PENDING", "OPEN"]).nullable(),
  openedAt: z.iso.datetime().nullable(),
  /** Whose table it is: who opened it or accepted its first order. */
  openedBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** Phones that joined the sitting. */
  guests: z.int(),
  /** How many people sit there, as staff counted them; null where nobody has. */
  partySize: z.int().nullable(),
  /** The sitting's bill was sent to payment. */
  toPay: z.boolean().optional(),
});
export type TableDto = z.infer<typeof TableDto>;

/** A table as it is looked at alone or in GET /tables: with the word that screens otherwise work out from orders and calls. */
export const LiveTableDto = TableDto.extend({
  status: z.enum(tableStatuses),
  /** Since when; null where nothing began. */
  since: z.iso.datetime().nullable(),
});
export type LiveTableDto = z.infer<typeof LiveTableDto>;

export const AreaDto = z.object({ id: z.uuid(), names: translations, tables: z.array(TableDto) });
export type AreaDto = z.infer<typeof AreaDto>;

/** GET /tables: every table of the house, and the areas that they stand in. */
export const TableListDto = z.object({
  items: z.array(LiveTableDto),
  areas: z.array(AreaDto.omit({ tables: true })),
  nextCursor: z.null(),
});
export type TableListDto = z.infer<typeof TableListDto>;

/** The sitting that the caller looks at: when others sit there by now, nothing happens to them (409). */
const sessionId = z.uuid().optional();

/** How many people sit at a table, as staff count them. */
/** The most people that staff can count at a table. */
export const maxPartySize = 99;
const partySize = z.int().min(1).max(maxPartySize);

export const OpenTableInput = z.strictObject({ partySize: partySize.optional() });
export type OpenTableInput = z.infer<typeof OpenTableInput>;

/** POST /tables/{id}/party: null is not counted. */
export const SetPartySizeInput = z.strictObject({ partySize: partySize.nullable(), sessionId });
export type SetPartySizeInput = z.infer<typeof SetPartySizeInput>;

export const CloseTableInput = z.strictObject({
  /** Close although orders are not finished. */
  force: z.boolean().optional(),
  sessionId,
});
export type CloseTableInput = z.infer<typeof CloseTableInput>;

/** POST /tables/{id}/move (to a free table) and /merge (into one where others sit). */
export const MovePartyInput = z.strictObject({ toTableId: z.uuid(), sessionId });
export type MovePartyInput = z.infer<typeof MovePartyInput>;

/** PATCH /tables/{id}: where it stands on its area's plan. */
export const PlaceTableInput = z.strictObject({ x: z.int().min(0).max(1000), y: z.int().min(0).max(1000) });
export type PlaceTableInput = z.infer<typeof PlaceTableInput>;

/** GET /tables/{id}/card: the code that is printed for a table. */
export const TableCardDto = z.object({
  tableId: z.uuid(),
  number: z.string(),
  token: z.string(),
  /** What the code says: the landing address. */
  url: z.string(),
  /** The code as an SVG document. */
  svg: z.string(),
});
export type TableCardDto = z.infer<typeof TableCardDto>;
