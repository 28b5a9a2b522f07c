import { Languages } from "lucide-react";
import { fill } from "@/components/fill-text";
import type { GuestTexts } from "@/components/guest-texts";
import { TableMark } from "@/components/ui/table-mark";
import { type Locale, locales } from "@/lib/platform/i18n/locales";

const short: Record<Locale, string> = { bg: "БГ", en: "EN", uk: "УК" };
const names: Record<Locale, string> = { bg: "Български", en: "English", uk: "Українська" };

/** The same page in the other languages, query and all. Works without a script. */
function LanguageMenu({
  locale,
  label,
  pathOf,
}: {
  locale: Locale;
  label: string;
  pathOf: (locale: Locale) => string;
}) {
  return (
    <>
      <button
        type="button"
        popoverTarget="languages"
        className="press flex h-11 items-center gap-1.5 rounded-md px-3 text-sm font-semibold hover:bg-sunk"
      >
        <Languages aria-hidden className="size-5" strokeWidth={1.75} />
        {short[locale]}
        <span className="sr-only">, {label}</span>
      </button>
      <div
        id="languages"
        popover="auto"
        className="inset-auto top-14 right-[max(20px,calc((100vw-1040px)/2))] m-0 w-52 rounded-md border border-line bg-surface p-1.5 text-ink shadow-float"
      >
        <ul>
          {locales.map((each) => (
            <li key={each}>
              <a
                href={pathOf(each)}
                hrefLang={each}
                lang={each}
                aria-current={each === locale ? "true" : undefined}
                className="flex min-h-11 items-center rounded-sm px-3 hover:bg-sunk aria-[current]:bg-accent-tint aria-[current]:font-semibold"
              >
                {names[each]}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

export interface PlaceProps {
  /** null for a menu that is only read. */
  table: { number: string; kind: string | null } | null;
  texts: GuestTexts;
}

/** The name of the house, where one sits, until when the kitchen works; the language in the corner, kept in sight. */
export function PageHead({
  venueName,
  kitchenClosesAt,
  table,
  texts,
  pathOf,
}: PlaceProps & { venueName: string; kitchenClosesAt: string | null; pathOf: (locale: Locale) => string }) {
  const { guest, locale } = texts;
  const until = kitchenClosesAt ? fill(guest.menu.kitchenUntil, { time: kitchenClosesAt }) : null;
  return (
    <>
      <div className="sticky top-1.5 z-30 flex h-0 justify-end pr-2">
        <LanguageMenu locale={locale} label={guest.menu.languageNow} pathOf={pathOf} />
      </div>
      <header className="relative z-20 bg-paper px-5 pt-3.5">
        <h1 className="pr-20 text-[28px] leading-8 font-semibold tracking-[-0.02em]">{venueName}</h1>
        <p className="mt-1.5 flex min-h-7 flex-wrap items-center gap-2 pb-3 text-sm text-ink-2">
          {table ? (
            <>
              {texts.table}
              <TableMark number={table.number} room={table.kind === "ROOM"} />
            </>
          ) : null}
          {until}
        </p>
        <div className="rail" />
      </header>
    </>
  );
}

/** What stays of the head above a page that has been scrolled. */
export function ShortHead({ venueName, table }: Pick<PlaceProps, "table"> & { venueName: string }) {
  return (
    <>
      {venueName}
      {table ? <TableMark number={table.number} room={table.kind === "ROOM"} /> : null}
    </>
  );
}
