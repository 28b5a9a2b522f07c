import { addDays } from "@/lib/platform/time";

/** What the address of the figures page may say. */
export interface FiguresSearch {
  days?: unknown;
  from?: unknown;
  to?: unknown;
}

export interface Span {
  /** Service days, YYYY-MM-DD, both included. */
  from: string;
  to: string;
}

export interface FiguresDays extends Span {
  choice: "today" | "yesterday" | "week" | "range";
  /** The venue's service day. */
  today: string;
  /** The same weekdays before: as many whole weeks earlier as the span is long. */
  before: Span;
}

/** The longest span that can be looked at, in service days. */
export const longestSpan = 366;

export type SpanFault = "missing" | "order" | "future" | "tooLong";

export function lengthOf({ from, to }: Span): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text))) return false;
  // 30 February would be taken for a day of March.
  return addDays(text, 0) === text;
}

/** Why a span cannot be looked at; null when it can. */
export function findSpanFault({ from, to }: Span, today: string): SpanFault | null {
  if (!isDate(from) || !isDate(to)) return "missing";
  if (from > to) return "order";
  if (to > today) return "future";
  return lengthOf({ from, to }) > longestSpan ? "tooLong" : null;
}

export function spanBefore(span: Span): Span {
  const shift = Math.ceil(lengthOf(span) / 7) * 7;
  return { from: addDays(span.from, -shift), to: addDays(span.to, -shift) };
}

/** Which days an address asks for. What it does not say, or says of days that cannot be, is today. */
export function readDays(search: FiguresSearch, today: string): FiguresDays {
  const asked = { from: String(search.from ?? ""), to: String(search.to ?? search.from ?? "") };
  const yesterday = addDays(today, -1);
  const [choice, span]: [FiguresDays["choice"], Span] =
    search.days === "yesterday"
      ? ["yesterday", { from: yesterday, to: yesterday }]
      : search.days === "week"
        ? ["week", { from: addDays(today, -6), to: today }]
        : asked.from && !findSpanFault(asked, today)
          ? ["range", asked]
          : ["today", { from: today, to: today }];
  return { choice, ...span, today, before: spanBefore(span) };
}

/** The address's query for a choice; today is said by nothing, so that a page left open stays at today. */
export function daysQuery(choice: FiguresDays["choice"], span: Span | null, station: string | null): string {
  const query = new URLSearchParams(
    choice === "range" && span ? { from: span.from, to: span.to } : choice === "today" ? {} : { days: choice },
  );
  if (station) query.set("station", station);
  return query.size > 0 ? `?${query}` : "";
}
