"use client";

import { useTranslations } from "next-intl";
import { AgeTimer } from "@/components/ui/age-timer";
import { Button } from "@/components/ui/button";
import { TableMark } from "@/components/ui/table-mark";
import type { CallDto } from "../schema";
import { callIcons } from "./call-pop-up";

/** A call in the list: unanswered ones ask who goes, answered ones say who went and ask whether it is done. */
export function CallRow({
  call,
  room,
  mine,
  limitSeconds,
  level = 0,
  elsewhere = false,
  busy,
  onGo,
  onDone,
}: {
  call: CallDto;
  room: boolean;
  /** The person at this device goes. */
  mine: boolean;
  limitSeconds: number;
  /** How long it was left alone: 1 rings louder, 2 was told to the managers. */
  level?: 0 | 1 | 2;
  /** It is none of what the list is filtered to. */
  elsewhere?: boolean;
  busy: boolean;
  onGo: (call: CallDto) => void;
  onDone: (call: CallDto) => void;
}) {
  const t = useTranslations("staff.calls");
  const tc = useTranslations("common");
  const place = room ? tc("roomNumber", { number: call.tableNumber }) : tc("tableNumber", { number: call.tableNumber });
  const Icon = callIcons[call.callType];
  const answered = call.status === "acknowledged";
  const who = mine ? t("youGo") : call.acknowledgedBy ? t("goes", { name: call.acknowledgedBy }) : t("somebodyGoes");
  return (
    <article
      aria-label={`${place}, ${t(`what.${call.callType}`)}`}
      data-call={call.id}
      data-level={answered ? undefined : level}
      className="grid grid-cols-[44px_1fr_auto] items-center gap-x-3 py-3 pr-3 pl-4 lg:px-5 lg:py-[11px]"
    >
      <TableMark number={call.tableNumber} room={room} size="row" label={place} />
      <div className="min-w-0">
        <h3 className="flex items-center gap-1.5 text-base leading-[22px] font-semibold lg:text-sm lg:leading-5">
          <Icon aria-hidden className="size-[18px] flex-none text-urgent-ink" strokeWidth={1.75} />
          {t(`what.${call.callType}`)}
        </h3>
        <p className="text-sm text-ink-2 lg:text-xs">
          <AgeTimer since={call.createdAt} limitSeconds={limitSeconds} />
          {answered ? ` · ${who}` : ""}
          {elsewhere ? ` · ${t("elsewhere")}` : ""}
          {!answered && level > 0 ? (
            <b className="block font-semibold text-urgent-ink">{t(level === 2 ? "managersCalled" : "overdue")}</b>
          ) : null}
          {call.message ? <span className="block">{t("quoted", { message: call.message })}</span> : null}
        </p>
      </div>
      <Button
        look={answered ? (mine ? "primary" : "outline") : "destructive"}
        size="row"
        disabled={busy}
        onClick={() => (answered ? onDone(call) : onGo(call))}
      >
        {answered ? t("done") : t("go")}
      </Button>
    </article>
  );
}
