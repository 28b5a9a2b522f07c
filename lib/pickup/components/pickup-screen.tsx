"use client";

import { ChefHat, CloudOff, ConciergeBell } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useEffect, useId, useState, useSyncExternalStore } from "react";
import { useWakeLock } from "@/components/app/use-wake-lock";
import { EmptyState } from "@/components/ui/empty-state";
import { PickupFeed } from "../client";
import type { PickupDto } from "../schema";
import { NumberList } from "./number-list";
import { PickupHead } from "./pickup-head";
import { useCalls } from "./use-calls";

/** The room's screen: which counter orders are made, which may be fetched, and the newest of these called out. */
export function PickupScreen({
  venue,
  name,
  timezone,
  start,
}: {
  /** Slug. */
  venue: string;
  name: string;
  timezone: string;
  /** As the server rendered it. */
  start: PickupDto;
}) {
  const t = useTranslations("pickup");
  const format = useFormatter();
  const [feed] = useState(() => new PickupFeed(venue, start));
  useEffect(() => feed.start(), [feed]);
  const { board, offset, lostSince } = useSyncExternalStore(feed.subscribe, feed.read, feed.read);
  const called = useCalls(board.ready);
  useWakeLock(true);

  const stale = lostSince !== null;
  const time = stale
    ? format.dateTime(new Date(lostSince), {
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
        hourCycle: "h23",
        timeZone: timezone,
      })
    : null;
  const large = called ?? board.ready[0] ?? null;
  const isEmpty = board.preparing.length === 0 && board.ready.length === 0;
  return (
    <div
      data-connection={stale ? "offline" : "live"}
      className="flex min-h-dvh flex-col px-4 pb-4 md:h-dvh md:overflow-hidden md:px-6 md:pb-6"
    >
      <PickupHead name={name} timezone={timezone} offset={offset} />
      {time ? (
        <p
          role="alert"
          className="mt-3 flex min-h-16 flex-none items-center gap-4 bg-pending px-4 py-2 text-xl font-semibold text-on-pending md:text-2xl"
        >
          <CloudOff aria-hidden className="size-8 flex-none" strokeWidth={2.25} />
          {t("lost", { time })}
        </p>
      ) : null}
      <p aria-live="polite" className="sr-only">
        {called === null ? "" : t("called", { number: called })}
      </p>
      {isEmpty && !stale ? (
        <main className="grid flex-1 place-items-center">
          <div className="md:scale-[1.75]">
            <EmptyState picture="burger" linen="sage" title={t("emptyTitle")}>
              {t("emptyText")}
            </EmptyState>
          </div>
        </main>
      ) : (
        <main className="flex min-h-0 flex-1 flex-col gap-x-10 gap-y-6 pt-4 md:grid md:grid-cols-[2fr_3fr] md:pt-5">
          <Column look="preparing" title={t("preparing")} staleText={time && t("asOf", { time })}>
            {(heading) =>
              board.preparing.length === 0 ? (
                <Nothing>{t("nothingPreparing")}</Nothing>
              ) : (
                <NumberList label={heading} numbers={board.preparing} className={stale ? "text-ink-2" : "text-ink"} />
              )
            }
          </Column>
          <Column
            look="ready"
            title={t("ready")}
            staleText={time && t("asOf", { time })}
            className="max-md:order-first"
          >
            {(heading) =>
              large === null ? (
                <Nothing>{t("nothingReady")}</Nothing>
              ) : (
                <>
                  <LargeNumber number={large} called={called !== null} stale={stale} hint={t("collect")} />
                  <NumberList
                    label={heading}
                    numbers={board.ready.filter((number) => number !== large)}
                    className={stale ? "text-ink-2" : "text-ready-ink"}
                  />
                </>
              )
            }
          </Column>
        </main>
      )}
    </div>
  );
}

function Column({
  look,
  title,
  staleText,
  className = "",
  children,
}: {
  look: "preparing" | "ready";
  title: string;
  /** From when the numbers are, where nobody knows better. */
  staleText: string | null;
  className?: string;
  children: (headingId: string) => ReactNode;
}) {
  const id = useId();
  const Icon = look === "ready" ? ConciergeBell : ChefHat;
  const ink = staleText ? "text-ink-2" : look === "ready" ? "text-ready-ink" : "text-preparing-ink";
  return (
    <section aria-labelledby={id} data-column={look} className={`flex min-h-0 min-w-0 flex-col ${className}`}>
      <div className="mb-3 flex flex-none flex-wrap items-center justify-between gap-x-4 border-b border-line pb-3 md:mb-4">
        <h2 id={id} className={`flex items-center gap-3 text-2xl font-semibold tracking-[-0.022em] ${ink}`}>
          <Icon aria-hidden className="size-8 flex-none" strokeWidth={2} />
          {title}
        </h2>
        {staleText ? <p className="text-lg text-ink-2">{staleText}</p> : null}
      </div>
      {children(id)}
    </section>
  );
}

function Nothing({ children }: { children: ReactNode }) {
  return <p className="text-xl text-ink-2">{children}</p>;
}

/** The newest ready number; while it is called it is solid and says what to do. */
function LargeNumber({
  number,
  called,
  stale,
  hint,
}: {
  number: number;
  called: boolean;
  stale: boolean;
  hint: string;
}) {
  const look = stale
    ? "border-2 border-dashed border-edge bg-sunk text-ink-2"
    : called
      ? "bg-ready text-on-ready"
      : "bg-ready-tint text-ready-ink";
  return (
    <div
      data-called={called}
      className={`mb-4 grid h-44 flex-none place-items-center rounded-md px-4 [container-type:size] md:mb-5 md:h-[46%] md:max-h-[40vw] ${look}`}
    >
      <div className="text-center">
        <p
          key={`${number} ${called}`}
          className={`text-[min(62cqh,30cqw)] leading-none font-bold tracking-[-0.03em] ${called ? "animate-arrive" : ""}`}
        >
          {number}
        </p>
        {stale ? null : <p className="mt-[2cqh] text-[min(11cqh,5.5cqw)] leading-tight font-semibold">{hint}</p>}
      </div>
    </div>
  );
}
