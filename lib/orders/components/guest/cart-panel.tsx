"use client";

import { CloudOff, Info, TriangleAlert } from "lucide-react";
import { fill } from "@/components/fill-text";
import { useGuestTexts } from "@/components/guest-texts";
import { secondAmount } from "@/components/second-amount";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { TextArea } from "@/components/ui/field";
import type { SecondCurrency } from "@/lib/platform/money";
import { formatMoney } from "@/lib/platform/money-format";
import { type CartLine, maxNoteLength, type PricedCart } from "../../guest-cart";
import type { Sending } from "../../guest-client";
import { CartLines } from "./cart-lines";
import { useCart, useCartStore } from "./cart-store";

export interface CartPanelProps {
  priced: PricedCart;
  currency: string;
  second: SecondCurrency | null;
  sending: Sending;
  /** Why this phone cannot order now, in the guest's words; null when it can. */
  blocked: string | null;
  /** The first order waits for a waiter. */
  needsAccept: boolean;
  onEdit: (line: CartLine) => void;
  onSend: () => void;
  onTryNow: () => void;
  onChanged: () => void;
}

/** The lines and the note of the cart. */
export function CartBody({ priced, currency, sending, onEdit, onChanged }: CartPanelProps) {
  const { guest } = useGuestTexts();
  const store = useCartStore();
  const note = useCart((cart) => cart.note);
  const locked = sending.phase === "sending" || sending.phase === "waiting";
  const empty = priced.lines.length === 0;
  return (
    <div className="px-5">
      <CartLines
        priced={priced}
        currency={currency}
        locked={locked}
        refused={sending.phase === "failed" ? sending.lines : []}
        onEdit={onEdit}
        onChanged={onChanged}
      />
      {empty ? (
        <EmptyState picture="salad" linen="sage" title={guest.cart.empty}>
          {guest.cart.emptyHint}
        </EmptyState>
      ) : (
        <TextArea
          label={guest.cart.note}
          hint={guest.cart.noteHint}
          value={note}
          maxLength={maxNoteLength}
          disabled={locked}
          onChange={(event) => store.change((cart) => ({ ...cart, note: event.target.value }))}
          className="border-t border-line pt-3.5 pb-5"
        />
      )}
    </div>
  );
}

function Says({ icon: Icon, tone, children }: { icon: typeof Info; tone: string; children: React.ReactNode }) {
  return (
    <p role="status" className={`mb-3 flex items-start gap-2 text-sm ${tone}`}>
      <Icon aria-hidden className="mt-px size-[18px] flex-none" strokeWidth={1.75} />
      <span>{children}</span>
    </p>
  );
}

/** The total in both currencies, what to know before sending, and the one button. */
export function CartFoot({
  priced,
  currency,
  second,
  sending,
  blocked,
  needsAccept,
  onSend,
  onTryNow,
}: CartPanelProps) {
  const { guest, errors, locale } = useGuestTexts();
  if (priced.lines.length === 0) return null;
  if (sending.phase === "waiting") {
    return (
      <div role="status" className="flex items-center gap-3 rounded-md bg-pending p-3 text-on-pending">
        <CloudOff aria-hidden className="size-6 flex-none" strokeWidth={1.75} />
        <p className="min-w-0 flex-1 text-sm">
          <b className="block font-semibold">{guest.cart.notSent}</b>
          {guest.cart.notSentHint}
        </p>
        <Button size="row" className="border-on-pending! bg-transparent! text-on-pending" onClick={onTryNow}>
          {guest.cart.tryNow}
        </Button>
      </div>
    );
  }
  const busy = sending.phase === "sending";
  return (
    <>
      {priced.problems > 0 ? (
        <Says icon={TriangleAlert} tone="text-pending-ink">
          {priced.count > 0 ? guest.cart.problems : guest.cart.allProblems}
        </Says>
      ) : null}
      {sending.phase === "failed" ? (
        <Says icon={TriangleAlert} tone="font-medium text-urgent-ink">
          {guest.cart.failed} {errors[sending.code] ?? errors.internal}
        </Says>
      ) : null}
      {blocked ? (
        <Says icon={Info} tone="text-ink-2">
          {blocked}
        </Says>
      ) : needsAccept ? (
        <Says icon={Info} tone="text-ink-2">
          {guest.cart.confirmation}
        </Says>
      ) : null}
      <p className="mb-3 flex items-end justify-between gap-3">
        <span className="text-lg font-semibold tracking-[-0.01em]">{guest.cart.total}</span>
        <span className="text-right whitespace-nowrap">
          <b className="text-2xl font-semibold tracking-[-0.022em]">{formatMoney(priced.total, currency, locale)}</b>
          {second ? (
            <span className="ml-2 text-base text-ink-2">
              {formatMoney(secondAmount(priced.total, currency, second), second.currency, locale)}
            </span>
          ) : null}
        </span>
      </p>
      <Button
        look="primary"
        size="main"
        className="w-full"
        disabled={busy || blocked !== null || priced.count === 0}
        onClick={onSend}
      >
        {busy ? guest.cart.sending : priced.problems > 0 ? guest.cart.sendRest : guest.cart.send}
      </Button>
    </>
  );
}

/** The bar at the foot of a phone: how many, what it is called, what it costs. */
export function CartBar({
  priced,
  currency,
  second,
  waiting,
  onOpen,
}: Pick<CartPanelProps, "priced" | "currency" | "second"> & { waiting: boolean; onOpen: () => void }) {
  const { guest, locale } = useGuestTexts();
  const total = formatMoney(priced.total, currency, locale);
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={fill(guest.cart.open, { n: priced.count, total })}
      onClick={onOpen}
      className="press flex min-h-14 min-w-0 flex-1 items-center gap-3 rounded-md bg-accent pr-4 pl-3 text-left leading-tight font-semibold text-on-accent hover:bg-accent-down"
    >
      <span className="grid h-8 min-w-8 flex-none place-items-center rounded-sm bg-on-accent px-1 text-accent">
        {waiting ? <CloudOff aria-hidden className="size-5" strokeWidth={2} /> : priced.count}
      </span>
      <span>{waiting ? guest.cart.notSent : guest.cart.title}</span>
      <span className="ml-auto text-right leading-[18px] whitespace-nowrap">
        {total}
        {second ? (
          <small className="block text-xs leading-4 font-normal">
            {formatMoney(secondAmount(priced.total, currency, second), second.currency, locale)}
          </small>
        ) : null}
      </span>
    </button>
  );
}
