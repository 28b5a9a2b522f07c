"use client";

import { AlarmClock, ClockAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useSyncExternalStore } from "react";
import { formatElapsed, useNow } from "@/components/ui/elapsed";
import { serverClock } from "@/lib/platform/server-clock";
import { ageing } from "../client";
import type { TicketDto } from "../schema";
import { warningShare } from "../timing-rules";

type Level = ReturnType<typeof ageing>["level"];

/** The longest a browser's timer can wait, in ms. */
const longestWait = 2 ** 31 - 1;

/**
 * Where a ticket that is being made stands against its target; turns by itself at the very moment, so that a card is drawn anew twice
 * in its life and not every second. Always "fine" for what is ready or off.
 */
export function useTicketLevel(ticket: TicketDto): Level {
  const { createdAt, dueAt } = ticket;
  const working = ticket.state === "queued" || ticket.state === "preparing";
  const subscribe = useCallback(
    (turned: () => void) => {
      const [came, due] = [Date.parse(createdAt), Date.parse(dueAt)];
      const turns = [came + (due - came) * warningShare, due];
      let timer: ReturnType<typeof setTimeout> | undefined;
      const wait = () => {
        const now = serverClock.read();
        const next = turns.find((at) => at > now);
        if (next === undefined) return;
        timer = setTimeout(
          () => {
            turned();
            wait();
          },
          Math.min(next - now + 5, longestWait),
        );
      };
      if (!working) return () => {};
      wait();
      // A correction of the clock turns it too.
      const leave = serverClock.subscribe(() => {
        clearTimeout(timer);
        turned();
        wait();
      });
      return () => {
        clearTimeout(timer);
        leave();
      };
    },
    [createdAt, dueAt, working],
  );
  return useSyncExternalStore(
    subscribe,
    () => (working ? ageing(ticket, serverClock.read()).level : "fine"),
    () => "fine",
  );
}

/** How long it has been made; how long it has been standing, once it is ready. */
export function TicketTimer({ ticket, className }: { ticket: TicketDto; className: string }) {
  const t = useTranslations("kitchen.ticket");
  const now = useNow();
  const since = ticket.state === "ready" && ticket.readyAt ? ticket.readyAt : ticket.createdAt;
  const text = now === null ? "\u00a0" : formatElapsed(now - Date.parse(since));
  const [hours, minutes, seconds] = text.split(":");
  return (
    <time dateTime={since} className={className} suppressHydrationWarning>
      {seconds === undefined ? (
        text
      ) : (
        <>
          {hours}:{minutes}
          <small className="ml-[0.15em] text-[0.6em] font-semibold tracking-normal">{t("hours")}</small>
        </>
      )}
    </time>
  );
}

/** How much of the target is used. */
export function TicketMeter({ ticket }: { ticket: TicketDto }) {
  const now = useNow();
  const share = now === null ? 0 : ageing(ticket, now).share;
  return <div className="h-full bg-ink" style={{ width: `${Math.round(share * 100)}%` }} />;
}

/** "3 min left", or "Late +4:12". */
export function TicketWarning({ ticket, level }: { ticket: TicketDto; level: "soon" | "late" }) {
  const t = useTranslations("kitchen");
  const now = useNow();
  const ms = now === null ? 0 : Date.parse(ticket.dueAt) - now;
  const Icon = level === "late" ? AlarmClock : ClockAlert;
  return (
    <>
      <Icon aria-hidden className="size-[1.15em] flex-none" strokeWidth={2.25} />
      <span suppressHydrationWarning>
        {level === "late"
          ? t("lateBy", { time: formatElapsed(-ms).replace(/^0(?=\d)/, "") })
          : t("ticket.minutesLeft", { minutes: Math.max(1, Math.ceil(ms / 60_000)) })}
      </span>
    </>
  );
}
