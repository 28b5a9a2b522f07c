"use client";

import { AlarmClock, Banknote, CreditCard, Hand, type LucideIcon, Megaphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { Elapsed } from "@/components/ui/elapsed";
import type { CallDto, CallType } from "../schema";

export const callIcons: Record<CallType, LucideIcon> = {
  payment_cash: Banknote,
  payment_card: CreditCard,
  help: Hand,
};

export interface CallView {
  call: CallDto;
  room: boolean;
  /** "Salon · 4 guests · 118.40 €": what is known of the table. */
  about: string;
  /** How long it was left alone: 1 rings louder, 2 was told to the managers. */
  level: 0 | 1 | 2;
  /** It is none of what the list here is filtered to. */
  elsewhere: boolean;
}

/** The red pop-up: the longest waiting call large, each further one in a row below. Stays until answered, here or elsewhere. */
export function CallPopUp({
  calls,
  managers,
  isManager,
  busy,
  onGo,
  onPass,
}: {
  calls: readonly CallView[];
  /** First names of those whom a call goes to that nobody answers. */
  managers: readonly string[];
  /** The person at this device is one of them. */
  isManager: boolean;
  /** Ids of calls whose answer is on its way. */
  busy: ReadonlySet<string>;
  onGo: (call: CallDto) => void;
  onPass: (call: CallDto) => void;
}) {
  const t = useTranslations("staff.calls");
  const tc = useTranslations("common");
  const [first, ...others] = calls;
  if (!first) return null;
  const { call } = first;
  const Icon = callIcons[call.callType];
  const place = first.room
    ? tc("roomNumber", { number: call.tableNumber })
    : tc("tableNumber", { number: call.tableNumber });
  return (
    <div
      role="alertdialog"
      aria-label={t("calling", { place })}
      aria-describedby={`call-${call.id}`}
      data-call={call.id}
      data-level={first.level}
      className="animate-ring rounded-md bg-urgent text-on-urgent shadow-float"
    >
      {first.level > 0 ? (
        <p
          role="alert"
          className="flex items-start gap-2 rounded-t-md bg-on-urgent px-3.5 py-2 text-base font-bold text-urgent lg:px-[18px]"
        >
          {first.level === 2 ? (
            <Megaphone aria-hidden className="mt-0.5 size-5 flex-none" strokeWidth={2} />
          ) : (
            <AlarmClock aria-hidden className="mt-0.5 size-5 flex-none" strokeWidth={2} />
          )}
          {first.level === 1
            ? t("overdue")
            : isManager
              ? t("youAreCalled")
              : managers.length > 0
                ? t("managerCalled", { names: managers.join(", ") })
                : t("managersCalled")}
        </p>
      ) : null}
      <div className="px-3.5 pt-3.5 pb-3.5 lg:px-[18px] lg:pt-[18px]">
        <div className="grid grid-cols-[auto_1fr_auto] items-start gap-x-3.5 lg:gap-x-[18px]">
          <b className="row-span-2 text-[56px] leading-[56px] font-bold tracking-[-0.03em] lg:text-[80px] lg:leading-[68px]">
            {call.tableNumber}
          </b>
          <h2 className="flex items-center gap-2 text-lg leading-[26px] font-semibold lg:text-xl lg:leading-[30px]">
            <Icon aria-hidden className="size-[22px] flex-none" strokeWidth={1.75} />
            {t(`what.${call.callType}`)}
          </h2>
          <Elapsed
            since={call.createdAt}
            className="text-lg leading-[26px] font-semibold lg:text-xl lg:leading-[30px]"
          />
          <p id={`call-${call.id}`} className="col-span-2 mt-0.5 text-sm lg:text-base">
            {first.elsewhere ? <b className="font-semibold">{t("elsewhere")}</b> : null}
            {first.elsewhere && first.about ? " · " : null}
            {first.about}
            {call.message ? <span className="block">{t("quoted", { message: call.message })}</span> : null}
          </p>
        </div>
        <div className="mt-3 grid grid-cols-[1fr_auto] gap-2 lg:mt-4 lg:gap-2.5">
          <button
            type="button"
            disabled={busy.has(call.id)}
            onClick={() => onGo(call)}
            className="press inline-flex min-h-14 items-center justify-center gap-2 rounded-md bg-on-urgent px-4 text-base font-semibold text-urgent hover:bg-on-urgent/90 focus-visible:outline-on-urgent disabled:opacity-70 lg:text-lg"
          >
            <Hand aria-hidden className="size-[22px]" strokeWidth={1.75} />
            {t("go")}
          </button>
          <button
            type="button"
            onClick={() => onPass(call)}
            className="press min-h-14 rounded-md border border-current px-4 text-base font-semibold hover:bg-on-urgent/15 focus-visible:outline-on-urgent"
          >
            {t("pass")}
          </button>
        </div>
      </div>
      {others.length > 0 ? (
        <ul className="max-h-[40dvh] overflow-y-auto">
          {others.map((other) => {
            const OtherIcon = callIcons[other.call.callType];
            return (
              <li
                key={other.call.id}
                data-call={other.call.id}
                data-level={other.level}
                className="flex min-h-12 items-center gap-2.5 border-t border-on-urgent/35 pr-1.5 pl-3.5 text-sm"
              >
                <OtherIcon aria-hidden className="size-5 flex-none" strokeWidth={1.75} />
                <b className="text-lg">{other.call.tableNumber}</b>
                <span className="flex-1">
                  {t(`what.${other.call.callType}`)} <Elapsed since={other.call.createdAt} className="ml-1" />
                  {other.level > 0 || other.elsewhere ? (
                    <b className="block text-xs font-semibold">
                      {[
                        other.level === 2 ? t("managersCalled") : other.level === 1 ? t("overdue") : "",
                        other.elsewhere ? t("elsewhere") : "",
                      ]
                        .filter(Boolean)
                        .join(" · ")}
                    </b>
                  ) : null}
                </span>
                <button
                  type="button"
                  disabled={busy.has(other.call.id)}
                  onClick={() => onGo(other.call)}
                  className="press min-h-11 rounded-md px-3.5 text-base font-semibold hover:bg-on-urgent/15 focus-visible:outline-on-urgent disabled:opacity-70"
                >
                  <span className="sr-only">{other.call.tableNumber}: </span>
                  {t("go")}
                </button>
              </li>
            );
          })}
        </ul>
      ) : null}
    </div>
  );
}
