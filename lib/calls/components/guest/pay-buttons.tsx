"use client";

import { Banknote, CreditCard, TriangleAlert } from "lucide-react";
import { useGuestTexts } from "@/components/guest-texts";
import { Button } from "@/components/ui/button";
import { callOf, useCallWaiter } from "../../guest-client";
import type { CallDto, CallType } from "../../schema";
import { CallState } from "./call-state";

/** Asking for the bill, in cash or by card: a waiter is called, and how far that has come stands above. */
export function PayButtons({
  venue,
  calls,
  onCalled,
}: {
  venue: string;
  calls: readonly CallDto[];
  onCalled: (call: CallDto) => void;
}) {
  const { guest, errors } = useGuestTexts();
  const { call, busy, failed } = useCallWaiter(venue, onCalled);
  const state = (type: CallType) => callOf(calls, type);
  const isOpen = (type: CallType) => (state(type)?.status ?? "completed") !== "completed";
  const news = [state("payment_cash"), state("payment_card")].filter((each) => each !== null);
  return (
    <div className="mt-4">
      {news.length > 0 ? (
        <ul className="mb-3 grid gap-1.5">
          {news.map((each) => (
            <li key={each.id} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 text-sm">
              {each.callType === "payment_cash" ? guest.call.cash : guest.call.card}
              <CallState call={each} since />
            </li>
          ))}
        </ul>
      ) : (
        <p className="mb-3 text-sm text-ink-2">{guest.status.payHint}</p>
      )}
      {failed ? (
        <p role="alert" className="mb-3 flex items-start gap-2 text-sm font-medium text-urgent-ink">
          <TriangleAlert aria-hidden className="mt-px size-[18px] flex-none" strokeWidth={1.75} />
          {failed === "offline" ? guest.call.failed : (errors[failed] ?? guest.call.failed)}
        </p>
      ) : null}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own layout for two buttons. */}
      <div role="group" aria-label={guest.call.pay} className="grid grid-cols-2 gap-2.5">
        <Button
          size="main"
          disabled={busy !== null || isOpen("payment_cash")}
          onClick={() => call({ callType: "payment_cash" })}
        >
          <Banknote aria-hidden className="size-5" strokeWidth={1.75} />
          {guest.status.cash}
        </Button>
        <Button
          look="primary"
          size="main"
          disabled={busy !== null || isOpen("payment_card")}
          onClick={() => call({ callType: "payment_card" })}
        >
          <CreditCard aria-hidden className="size-5" strokeWidth={1.75} />
          {guest.status.card}
        </Button>
      </div>
    </div>
  );
}
