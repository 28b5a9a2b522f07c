import type { Venue } from "@/lib/platform/auth/actor";
import { getPool } from "@/lib/platform/db";
import { invalid } from "@/lib/platform/errors";
import { addDays, serviceDay, serviceDayStart } from "@/lib/platform/time";
import type { KitchenFigures, KitchenFiguresDto, KitchenFiguresQuery, StationFiguresDto } from "../schema";

/** The longest span one answer covers, in service days. */
const maxDays = 366;

interface Row extends Omit<KitchenFigures, "itemsPerHour" | "lateShare"> {
  station: string;
  /** Of the clock; null is the whole span. */
  hour: number | null;
  late: number;
  workedHours: number;
}

/**
 * A ticket counts in the hour in which it came, once: from its creation until it was last made ready, so that a recall leads neither to
 * a second ticket nor to a time that ended before the plate was right. What is not ready (yet, or again) and what was never made is not
 * counted. An hour is the clock's; one that comes twice when clocks go back is two worked hours.
 */
export const figuresStatement = {
  name: "kitchen-figures",
  text: `
    with made as (
      select t."station", t."createdAt", t."readyAt", t."dueAt", t."createdAt" at time zone $4::text as "local",
          (select coalesce(sum(i."quantity"), 0) from "OrderItem" i
            where (i."ticketId" = t."id" or i."passTicketId" = t."id")
              and (case i."state" when 'VOIDED' then i."voidStage" else i."state" end in ('READY', 'SERVED')
                or (not t."isPass" and i."handedAt" is not null))) as "items"
        from "KitchenTicket" t
       where t."venueId" = $1::uuid and t."createdAt" >= $2::timestamptz and t."createdAt" < $3::timestamptz
         and ($5::text is null or t."station" = $5) and t."readyAt" is not null),
    timed as (
      select m.*, extract(hour from m."local")::int as "hour", m."createdAt" - (m."local" - date_trunc('hour', m."local")) as "worked",
          extract(epoch from m."readyAt" - m."createdAt")::float8 as "seconds"
        from made m)
    select "station", "hour", count(*)::int as "tickets", sum("items")::int as "items",
        round(percentile_cont(0.5) within group (order by "seconds")::numeric, 1)::float8 as "medianSeconds",
        round(percentile_cont(0.9) within group (order by "seconds")::numeric, 1)::float8 as "p90Seconds",
        count(*) filter (where "readyAt" > "dueAt")::int as "late", count(distinct "worked")::int as "workedHours"
      from timed group by grouping sets (("station"), ("station", "hour"))`,
};

/**
 * How fast the kitchen was, by station and by the hour in which tickets came; a service day's first hour first. Throws 422 for days that
 * end before they begin, or are more than a year.
 */
export async function readFigures(
  venue: Venue,
  { from, to, station }: KitchenFiguresQuery = {},
  now = new Date(),
): Promise<KitchenFiguresDto> {
  const { timezone, serviceDayCutoffHour: cutoff } = venue;
  const today = serviceDay(now, timezone, cutoff);
  const last = to ?? (from && from > today ? from : today);
  const first = from ?? last;
  if (first > last) throw invalid("to", "The days end before they begin.");
  if (addDays(first, maxDays) <= last) throw invalid("to", `At most ${maxDays} days at once.`);
  const [begin, end] = [first, addDays(last, 1)].map((day) => serviceDayStart(day, timezone, cutoff));
  const { rows } = await getPool().query<Row>({
    ...figuresStatement,
    values: [venue.id, begin, end, timezone, station ?? null],
  });
  const stations = [...new Set(rows.map((row) => row.station))].sort();
  return {
    from: first,
    to: last,
    items: stations.flatMap((each) =>
      stationFigures(
        each,
        rows.filter((row) => row.station === each),
        cutoff,
      ),
    ),
    nextCursor: null,
  };
}

function stationFigures(station: string, rows: readonly Row[], cutoff: number): StationFiguresDto[] {
  const all = rows.find(({ hour }) => hour === null);
  if (!all) return [];
  const placeInDay = (hour: number) => (hour - cutoff + 24) % 24;
  const hours = rows
    .flatMap((row) => (row.hour === null ? [] : [{ hour: row.hour, ...figuresOf(row) }]))
    .sort((a, b) => placeInDay(a.hour) - placeInDay(b.hour));
  return [{ station, all: figuresOf(all), hours }];
}

function figuresOf({ tickets, items, medianSeconds, p90Seconds, late, workedHours }: Row): KitchenFigures {
  return {
    tickets,
    items,
    medianSeconds,
    p90Seconds,
    itemsPerHour: Math.round((items / workedHours) * 10) / 10,
    lateShare: Math.round((late / tickets) * 1000) / 1000,
  };
}
