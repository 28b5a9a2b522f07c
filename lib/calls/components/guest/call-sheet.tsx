"use client";

import { Banknote, Check, CreditCard, Hand, type LucideIcon, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { useGuestTexts } from "@/components/guest-texts";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { Sheet } from "@/components/ui/sheet";
import { callOf, useCallWaiter } from "../../guest-client";
import type { CallDto, CallType } from "../../schema";
import { CallState } from "./call-state";

const kinds: { type: CallType; icon: LucideIcon; words: "help" | "cash" | "card" }[] = [
  { type: "help", icon: Hand, words: "help" },
  { type: "payment_cash", icon: Banknote, words: "cash" },
  { type: "payment_card", icon: CreditCard, words: "card" },
];

/** Calling the waiter: for help with a word about what, or for the bill. A call that is open shows how far it has come. */
export function CallSheet({
  venue,
  calls,
  onCalled,
  onClose,
}: {
  venue: string;
  /** The sitting's calls. */
  calls: readonly CallDto[];
  onCalled: (call: CallDto) => void;
  onClose: () => void;
}) {
  const { guest, close, errors } = useGuestTexts();
  const [type, setType] = useState<CallType>("help");
  const [message, setMessage] = useState("");
  const { call, busy, failed } = useCallWaiter(venue, onCalled);
  const open = callOf(calls, type);
  const calling = open !== null && open.status !== "completed";

  const send = async () => {
    const words = message.trim();
    const done = await call({ callType: type, ...(type === "help" && words ? { message: words } : {}) });
    if (done) setMessage("");
  };

  return (
    <Sheet
      title={guest.call.title}
      closeLabel={close}
      onClose={onClose}
      footer={
        <>
          {failed ? (
            <p role="alert" className="mb-3 flex items-start gap-2 text-sm font-medium text-urgent-ink">
              <TriangleAlert aria-hidden className="mt-px size-[18px] flex-none" strokeWidth={1.75} />
              {failed === "offline" ? guest.call.failed : (errors[failed] ?? guest.call.failed)}
            </p>
          ) : null}
          <Button
            look="primary"
            size="main"
            className="w-full"
            disabled={busy !== null || (calling && type !== "help")}
            onClick={send}
          >
            <Hand aria-hidden className="size-5" strokeWidth={1.75} />
            {busy ? guest.call.sending : guest.call.send}
          </Button>
        </>
      }
    >
      <fieldset className="px-5 pb-5">
        <legend className="sr-only">{guest.call.title}</legend>
        {kinds.map(({ type: each, icon: Icon, words }) => (
          <label
            key={each}
            className="flex min-h-14 cursor-pointer items-center gap-3 border-t border-line py-2 first-of-type:border-t-0"
          >
            <span className="relative grid size-6 flex-none place-items-center">
              <input
                type="radio"
                name="call-type"
                checked={type === each}
                onChange={() => setType(each)}
                className="peer absolute inset-0 m-0 size-6 cursor-[inherit] appearance-none rounded-full border-[1.5px] border-edge bg-surface checked:border-accent checked:bg-accent"
              />
              <span aria-hidden className="relative hidden size-[9px] rounded-full bg-on-accent peer-checked:block" />
            </span>
            <Icon aria-hidden className="size-5 flex-none text-ink-2" strokeWidth={1.75} />
            <span className="min-w-0 flex-1">{guest.call[words]}</span>
            <CallState call={callOf(calls, each)} />
          </label>
        ))}
        {type === "help" ? (
          <TextArea
            label={guest.call.helpMessage}
            placeholder={guest.call.helpPlaceholder}
            value={message}
            maxLength={200}
            onChange={(event) => setMessage(event.target.value)}
            className="mt-4"
          />
        ) : null}
        {calling ? (
          <p className="mt-4 flex items-start gap-2 text-sm text-ink-2">
            <Check aria-hidden className="mt-px size-[18px] flex-none" strokeWidth={1.75} />
            {guest.call.joined}
          </p>
        ) : null}
      </fieldset>
    </Sheet>
  );
}
