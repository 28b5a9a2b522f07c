import "server-only";
import { notFound } from "next/navigation";
import type { GuestMessages, GuestTexts } from "@/components/guest-texts";
import { listSittingCalls } from "@/lib/calls/queries";
import type { MenuStart } from "@/lib/menu/guest-client";
import { getMenu } from "@/lib/menu/queries";
import { listSittingOrders } from "@/lib/orders/queries";
import type { GuestActor, Venue } from "@/lib/platform/auth/actor";
import { isLocale, type Locale } from "@/lib/platform/i18n/locales";
import { readMessages } from "@/lib/platform/i18n/messages";
import { channelName } from "@/lib/platform/realtime/channels";
import { readCursors } from "@/lib/platform/realtime/cursors";
import { getTable, toSitting } from "@/lib/tables/queries";
import type { SittingStart } from "./use-sitting";

/** The language of the path; a path in another one is not found. */
export function localeOrNotFound(value: string): Locale {
  if (!isLocale(value)) notFound();
  return value;
}

export async function guestMessages(locale: Locale): Promise<GuestMessages> {
  return (await readMessages(locale)).guest as unknown as GuestMessages;
}

/** The words that travel to the phone. */
export async function guestTexts(locale: Locale, venue: Venue, tableKind: string | null): Promise<GuestTexts> {
  const { guest, common, errors } = (await readMessages(locale)) as unknown as {
    guest: GuestMessages;
    common: { close: string; table: string; room: string; counter: string };
    errors: Record<string, string>;
  };
  const { meta: _meta, landing: _landing, wrongCode: _wrongCode, notFound: _notFound, ...words } = guest;
  const table = tableKind === "ROOM" ? common.room : tableKind === "COUNTER" ? common.counter : common.table;
  return { locale, timezone: venue.timezone, guest: words, table, close: common.close, errors };
}

/** The menu and where its channel stood before it was read. */
export async function readMenuStart(venue: Venue, locale: Locale): Promise<MenuStart> {
  const channel = channelName(venue.slug, "menu") ?? "";
  const cursors = await readCursors(venue, [channel]);
  return { menu: await getMenu(venue, locale), cursors };
}

/** What a sitting's guests see, and where its channel stood before it was read. A closed one has no channel any more. */
export async function readSittingStart(venue: Venue, guest: GuestActor): Promise<SittingStart> {
  const sitting = toSitting({ actor: guest, venue });
  const ended = guest.sessionStatus === "CLOSED";
  const cursors = ended ? {} : await readCursors(venue, [sitting.channel]);
  const [orders, calls, table] = await Promise.all([
    listSittingOrders(venue, guest.sessionId),
    listSittingCalls(venue, guest.sessionId),
    getTable(venue, guest.tableId),
  ]);
  return { guestId: guest.guestId, sitting, ended, orders, calls, tableKind: table?.kind ?? "TABLE", cursors };
}
