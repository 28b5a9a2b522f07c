import type { Venue } from "@/lib/platform/auth/actor";
import { venueFromRow } from "@/lib/platform/auth/resolve";
import { getPrisma, inTransaction } from "@/lib/platform/db";
import { inLocale, type Translations } from "@/lib/platform/i18n/locales";
import { Prisma } from "@/lib/platform/prisma/client";
import { message } from "@/lib/platform/realtime/define-event";
import { publish } from "@/lib/platform/realtime/outbox";
import { ticketOverdue } from "../events";
import { severityOf, undoneWithinSeconds, warningMessage, warningShare } from "../timing-rules";

/** How many tickets of a venue one run takes; the next run takes the rest. */
const batch = 100;

interface RaisedTicket {
  id: string;
  station: string;
  stationNames: Translations | null;
  slaLevel: number;
  dueAt: Date;
  version: number;
  orderNumber: number;
  tableNumber: string | null;
}

/** Which tickets `t` are to be raised at `now`; the first line is the condition of the index KitchenTicket_timed. */
function isDue(now: Date): Prisma.Sql {
  return Prisma.sql`
    t."state" in ('QUEUED', 'PREPARING') and t."slaLevel" < 2
    and (t."dueAt" <= ${now}::timestamptz
      or (t."slaLevel" = 0 and t."createdAt" + (t."dueAt" - t."createdAt") * ${warningShare}::float8 <= ${now}::timestamptz))
    and (t."recalledAt" is null or not exists (
      select 1 from "OrderItem" i
        join "OrderItemHistory" back on back."itemId" = i."id" and back."from" = 'READY' and back."to" = 'PREPARING'
       where (i."ticketId" = t."id" or i."passTicketId" = t."id")
         and not exists (
           select 1 from "OrderItemHistory" made
            where made."itemId" = i."id" and made."to" = 'READY' and made."at" <= back."at"
              and made."at" > back."at" - make_interval(secs => ${undoneWithinSeconds}::float8))))`;
}

/** All that a run asks when there is nothing to do. */
export function venuesWithDueTickets(now: Date): Prisma.Sql {
  return Prisma.sql`select distinct t."venueId" from "KitchenTicket" t where ${isDue(now)}`;
}

/**
 * Raises every unfinished ticket, of all venues, whose time is used to 75 % (`warning`) or is over (`critical`), once per level; for a
 * timer. Answers how many. The level is kept on the ticket, in the transaction of its event, so neither a restart nor a second process
 * raises it again. A ticket that went past both while nobody looked is critical only: a warning then would be old news. One that was
 * ready and came back is left alone, for the clock was met already; a bump that was undone at once does not count as that.
 */
export async function raiseTicketWarnings(now = new Date()): Promise<number> {
  const venues = await getPrisma().$queryRaw<{ venueId: string }[]>(venuesWithDueTickets(now));
  let raised = 0;
  for (const { venueId } of venues) {
    const {
      secondRate,
      names,
      createdAt: _,
      ...rest
    } = await getPrisma().venue.findUniqueOrThrow({
      where: { id: venueId },
    });
    const venue = venueFromRow({
      ...rest,
      names: names as Venue["names"],
      secondRate: secondRate?.toString() ?? null,
    });
    raised += await raiseOfVenue(venue, now);
  }
  return raised;
}

function raiseOfVenue(venue: Venue, now: Date): Promise<number> {
  return inTransaction(async (tx) => {
    // Skipping what is locked keeps out of the way of a cook's bump, which may be ending the wait right now, and of another process.
    const tickets = await tx.$queryRaw<RaisedTicket[]>`
      with due as (
        select t."id" from "KitchenTicket" t
         where t."venueId" = ${venue.id}::uuid and ${isDue(now)}
         order by t."dueAt" limit ${batch}
           for update skip locked),
      raised as (
        update "KitchenTicket" t set "slaLevel" = case when t."dueAt" <= ${now}::timestamptz then 2 else 1 end
          from due where t."id" = due."id"
        returning t."id", t."orderId", t."venueId", t."station", t."slaLevel", t."dueAt", t."version")
      select r."id", r."station", s."names" as "stationNames", r."slaLevel", r."dueAt", r."version",
          o."number" as "orderNumber", o."tableNumber"
        from raised r
        join "Order" o on o."id" = r."orderId"
        left join "Station" s on s."venueId" = r."venueId" and s."type" = r."station"
       order by r."dueAt", r."id"`;
    await publish(
      tx,
      venue,
      null,
      tickets.map(({ id, station, stationNames, slaLevel, dueAt, version, orderNumber, tableNumber }) => {
        const severity = severityOf(slaLevel);
        const name = inLocale(stationNames, "en", venue.defaultLocale) || station;
        return message(
          ticketOverdue,
          {
            type: "ticket",
            resourceId: id,
            severity,
            message: warningMessage({ severity, station: name, orderNumber, tableNumber }),
            dueAt: dueAt.toISOString(),
            station,
            orderNumber,
            tableNumber,
            version,
          },
          { station },
        );
      }),
    );
    return tickets.length;
  });
}
