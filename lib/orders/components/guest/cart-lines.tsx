"use client";

import { CornerDownRight, Minus, Plus, Trash2, Undo2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { fill } from "@/components/fill-text";
import { useGuestTexts } from "@/components/guest-texts";
import { Button, IconButton } from "@/components/ui/button";
import { StatusChip } from "@/components/ui/status-chip";
import { formatMoney } from "@/lib/platform/money-format";
import {
  type CartLine,
  maxQuantity,
  type PricedCart,
  type PricedLine,
  removeLine,
  restoreLine,
  setQuantity,
} from "../../guest-cart";
import { useCartStore } from "./cart-store";

const undoMs = 6_000;

interface Removed {
  line: CartLine;
  name: string;
  index: number;
}

function LineRow({
  priced,
  currency,
  locked,
  refused,
  onEdit,
  onQuantity,
}: {
  priced: PricedLine;
  currency: string;
  locked: boolean;
  /** The server named this line when it refused the order. */
  refused: boolean;
  onEdit: (line: CartLine) => void;
  onQuantity: (quantity: number) => void;
}) {
  const { guest, locale } = useGuestTexts();
  const { line, item, options, problem } = priced;
  const name = item?.name ?? line.name;
  const last = line.quantity === 1;
  const editable = item !== null && problem !== "soldOut" && problem !== "notNow";
  return (
    <li className="animate-arrive border-t border-line py-3.5 first:border-t-0">
      <div className="flex items-baseline gap-3">
        <div className="min-w-0 flex-1">
          <p className={`leading-[22px] font-semibold ${problem ? "text-ink-3" : ""}`}>{name}</p>
          {options.length > 0 ? <p className="text-sm text-ink-2">{options.join(", ")}</p> : null}
          {line.note ? (
            <p className="flex gap-1.5 text-sm text-ink-2">
              <CornerDownRight aria-hidden className="mt-0.5 size-4 flex-none" strokeWidth={1.75} />
              {line.note}
            </p>
          ) : null}
        </div>
        {problem ? null : (
          <span className="font-semibold whitespace-nowrap">{formatMoney(priced.total, currency, locale)}</span>
        )}
      </div>
      {problem || refused ? (
        <p className="mt-2">
          <StatusChip kind="off">{guest.cart[problem ?? "optionsChanged"]}</StatusChip>
        </p>
      ) : null}
      <div className="mt-1.5 -ml-3 flex items-center">
        {problem ? (
          <Button
            look="quiet"
            size="row"
            disabled={locked}
            onClick={() => onQuantity(0)}
            aria-label={fill(guest.cart.removeItem, { name })}
          >
            <Trash2 aria-hidden className="size-5" strokeWidth={1.75} />
            {guest.cart.remove}
          </Button>
        ) : (
          <>
            <IconButton
              label={fill(last ? guest.cart.removeItem : guest.cart.fewer, { name })}
              disabled={locked}
              onClick={() => onQuantity(line.quantity - 1)}
            >
              {last ? (
                <Trash2 aria-hidden className="size-5" strokeWidth={1.75} />
              ) : (
                <Minus aria-hidden className="size-5" strokeWidth={1.75} />
              )}
            </IconButton>
            <output aria-live="polite" className="min-w-7 text-center font-semibold">
              {line.quantity}
            </output>
            <IconButton
              label={fill(guest.cart.more, { name })}
              disabled={locked || line.quantity >= maxQuantity}
              onClick={() => onQuantity(line.quantity + 1)}
            >
              <Plus aria-hidden className="size-5" strokeWidth={1.75} />
            </IconButton>
          </>
        )}
        {editable ? (
          <Button
            look="quiet"
            size="row"
            className="ml-auto -mr-3.5"
            disabled={locked}
            aria-haspopup="dialog"
            aria-label={fill(guest.cart.editItem, { name })}
            onClick={() => onEdit(line)}
          >
            {guest.cart.edit}
          </Button>
        ) : null}
      </div>
    </li>
  );
}

/** "Tarator removed · Undo", where the line was; 6 s, held while it is pointed at or focused from the keyboard. */
function RemovedRow({ removed, onUndo, onGone }: { removed: Removed; onUndo: () => void; onGone: () => void }) {
  const { guest } = useGuestTexts();
  const row = useRef<HTMLLIElement>(null);
  const gone = useRef(onGone);
  gone.current = onGone;
  useEffect(() => {
    row.current?.querySelector("button")?.focus({ preventScroll: true });
    let left = undoMs;
    const timer = setInterval(() => {
      if (row.current?.matches(":hover, :has(:focus-visible)")) return;
      left -= 500;
      if (left <= 0) gone.current();
    }, 500);
    return () => clearInterval(timer);
  }, []);
  return (
    <li
      ref={row}
      className="my-1.5 flex min-h-14 animate-arrive items-center gap-3 rounded-md bg-ink pr-1.5 pl-4 text-paper"
    >
      <span role="status" className="min-w-0 flex-1 text-sm">
        {fill(guest.cart.removed, { name: removed.name })}
      </span>
      <button
        type="button"
        aria-label={fill(guest.cart.undoItem, { name: removed.name })}
        onClick={onUndo}
        className="flex min-h-11 items-center gap-2 rounded-md px-3 text-sm font-semibold focus-visible:outline-paper focus-visible:-outline-offset-3"
      >
        <Undo2 aria-hidden className="size-5" strokeWidth={1.75} />
        {guest.cart.undo}
      </button>
    </li>
  );
}

/** The lines of the cart; a removed one can be put back where it was. */
export function CartLines({
  priced,
  currency,
  locked,
  refused,
  onEdit,
  onChanged,
}: {
  priced: PricedCart;
  currency: string;
  /** While an order is on its way nothing may change. */
  locked: boolean;
  refused: readonly string[];
  onEdit: (line: CartLine) => void;
  onChanged: () => void;
}) {
  const store = useCartStore();
  const [removed, setRemoved] = useState<Removed | null>(null);

  const change = ({ line, item }: PricedLine, index: number, quantity: number) => {
    onChanged();
    if (quantity > 0) return store.change((cart) => setQuantity(cart, line.key, quantity));
    setRemoved({ line, name: item?.name ?? line.name, index });
    store.change((cart) => removeLine(cart, line.key));
  };

  const rows = priced.lines.map((each, index) => (
    <LineRow
      key={each.line.key}
      priced={each}
      currency={currency}
      locked={locked}
      refused={refused.includes(each.line.key)}
      onEdit={onEdit}
      onQuantity={(quantity) => change(each, index, quantity)}
    />
  ));
  if (removed && !locked) {
    rows.splice(
      removed.index,
      0,
      <RemovedRow
        key={`removed-${removed.line.key}`}
        removed={removed}
        onGone={() => setRemoved(null)}
        onUndo={() => {
          store.change((cart) => restoreLine(cart, removed.line, removed.index));
          setRemoved(null);
        }}
      />,
    );
  }
  return rows.length > 0 ? <ul>{rows}</ul> : null;
}
