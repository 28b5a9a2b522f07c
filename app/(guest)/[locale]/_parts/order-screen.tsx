"use client";

import { ChevronRight, Hand } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { fill } from "@/components/fill-text";
import { GuestConnection } from "@/components/guest-connection";
import { type GuestTexts, GuestTextsProvider, useGuestTexts } from "@/components/guest-texts";
import { Button, buttonClass } from "@/components/ui/button";
import { MenuSurface } from "@/lib/menu/components/menu-surface";
import { type MenuStart, useLiveMenu } from "@/lib/menu/guest-client";
import type { MenuItemDto } from "@/lib/menu/schema";
import { AddAction, AddButton } from "@/lib/orders/components/guest/add-button";
import { CartBar, type CartPanelProps } from "@/lib/orders/components/guest/cart-panel";
import { CartProvider, useCart, useCartStore } from "@/lib/orders/components/guest/cart-store";
import { phaseOf } from "@/lib/orders/components/guest/order-words";
import { addLine, changeLine, itemsById, priceCart, toRequest } from "@/lib/orders/guest-cart";
import { useSendOrder } from "@/lib/orders/guest-client";
import { newIdempotencyKey } from "@/lib/platform/http/client";
import type { SecondCurrency } from "@/lib/platform/money";
import { LiveProvider } from "@/lib/platform/realtime/provider";
import { Notice, NoticeLink } from "./notice";
import { type Sitting, type SittingStart, useSitting } from "./use-sitting";

const ItemSheet = dynamic(() => import("@/lib/menu/components/item-sheet").then((module) => module.ItemSheet), {
  ssr: false,
});
const CartSheet = dynamic(() => import("@/lib/orders/components/guest/cart-sheet").then((module) => module.CartSheet), {
  ssr: false,
});
const CartColumn = dynamic(
  () => import("@/lib/orders/components/guest/cart-column").then((module) => module.CartColumn),
  { ssr: false },
);
const CallSheet = dynamic(() => import("@/lib/calls/components/guest/call-sheet").then((module) => module.CallSheet), {
  ssr: false,
});

export interface OrderScreenProps {
  start: MenuStart;
  second: SecondCurrency | null;
  head: ReactNode;
  shortHead: ReactNode;
  /** null: this phone has not joined a sitting. */
  sitting: SittingStart | null;
  /** The table that is joined with the first order, where the house lets anybody order. */
  joinTable: string | null;
  /** The first order waits for a waiter (before there is a sitting that says so). */
  statusPath: string;
}

type OpenSheet =
  | { kind: "item"; itemId: string; lineKey?: string; back: boolean }
  | { kind: "cart" }
  | { kind: "call" };

const wide = "(min-width: 768px)";
function useIsWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(wide);
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => matchMedia(wide).matches,
    () => false,
  );
}

function Ordering({
  start,
  second,
  sitting,
  joinTable,
  statusPath,
  ...heads
}: Omit<OrderScreenProps, "sitting"> & { sitting: Sitting | null }) {
  const { guest, table: placeWord } = useGuestTexts();
  const router = useRouter();
  const { menu, refresh } = useLiveMenu(start);
  const store = useCartStore();
  const cart = useCart((now) => now);
  const items = useMemo(() => itemsById(menu), [menu]);
  const priced = useMemo(() => priceCart(cart, items), [cart, items]);
  const [sheet, setSheet] = useState<OpenSheet | null>(null);
  const [added, setAdded] = useState("");
  const isWide = useIsWide();

  const { sending, send, tryNow, forget } = useSendOrder({
    venue: menu.venue,
    store,
    joinTable: sitting ? null : joinTable,
    onSent: (order) => {
      sitting?.takeOrder(order);
      setSheet(null);
      router.push(statusPath);
    },
    onRefused: (code) => {
      if (code === "sold-out" || code === "not-now" || code === "invalid") void refresh();
      // The sitting may have begun or ended meanwhile: the server knows.
      if (!sitting || code === "sitting-ended" || code === "table-not-open") router.refresh();
    },
  });

  const ended = sitting?.ended ?? false;
  const closed = sitting?.ordering === "closed";
  const blocked = ended ? guest.ordering.ended : closed ? guest.ordering.closedHint : null;
  const wasClosed = useRef(closed);
  const openedNow = wasClosed.current && !closed && !ended;
  const satAt = useRef(sitting?.tableNumber);
  const moved = sitting && satAt.current !== sitting.tableNumber ? `${placeWord} ${sitting.tableNumber}` : null;

  const open = useCallback((itemId: string) => setSheet({ kind: "item", itemId, back: false }), []);
  const add = useCallback(
    (item: MenuItemDto) => {
      if (item.modifierGroups.length > 0) return setSheet({ kind: "item", itemId: item.id, back: false });
      if (store.get().pending) return setSheet({ kind: "cart" });
      const line = {
        key: newIdempotencyKey(),
        menuItemId: item.id,
        name: item.name,
        modifierIds: [],
        quantity: 1,
        note: "",
      };
      store.change((now) => addLine(now, line));
      forget();
      setAdded(fill(guest.menu.added, { name: item.name }));
    },
    [store, forget, guest],
  );
  useEffect(() => {
    if (!added) return;
    const timer = setTimeout(() => setAdded(""), 3000);
    return () => clearTimeout(timer);
  }, [added]);

  const panel: CartPanelProps = {
    priced,
    currency: menu.currency,
    second,
    sending,
    blocked,
    needsAccept: sitting?.ordering === "needs-accept",
    onEdit: (line) => setSheet({ kind: "item", itemId: line.menuItemId, lineKey: line.key, back: !isWide }),
    onSend: () => {
      const request = toRequest(store.get(), priced, newIdempotencyKey());
      if (request) send(request);
    },
    onTryNow: tryNow,
    onChanged: forget,
  };

  const item = sheet?.kind === "item" ? items.get(sheet.itemId) : undefined;
  const line = sheet?.kind === "item" ? cart.lines.find((each) => each.key === sheet.lineKey) : undefined;
  const closeItem = () => setSheet(sheet?.kind === "item" && sheet.back ? { kind: "cart" } : null);
  const following = sitting?.orders.find((order) => order.status !== "completed" && order.status !== "cancelled");
  const waiting = sending.phase === "waiting";

  return (
    <AddAction value={add}>
      <MenuSurface
        menu={menu}
        onOpen={open}
        Add={ended ? undefined : AddButton}
        notices={
          <>
            <GuestConnection quiet />
            {ended ? <Notice title={guest.ordering.ended}>{guest.ordering.endedHint}</Notice> : null}
            {!ended && closed ? <Notice title={guest.ordering.closed}>{guest.ordering.closedHint}</Notice> : null}
            {moved && !ended ? <Notice title={fill(guest.ordering.moved, { place: moved })} /> : null}
            {openedNow ? <Notice title={guest.ordering.openNow} /> : null}
            {sitting && sitting.orders.length > 0 ? (
              <NoticeLink href={statusPath} icon={<ChevronRight aria-hidden className="size-5" strokeWidth={1.75} />}>
                {following && !ended
                  ? fill(guest.ordering.follow, { number: following.number, status: guest.status[phaseOf(following)] })
                  : guest.ordering.followAll}
              </NoticeLink>
            ) : null}
          </>
        }
        aside={
          <aside aria-label={guest.cart.title} className="hidden md:block">
            {isWide ? (
              <CartColumn {...panel}>
                {sitting && !ended ? (
                  <Button className="w-full" aria-haspopup="dialog" onClick={() => setSheet({ kind: "call" })}>
                    <Hand aria-hidden className="size-5" strokeWidth={1.75} />
                    {guest.call.open}
                  </Button>
                ) : null}
              </CartColumn>
            ) : null}
          </aside>
        }
        {...heads}
      />
      <p role="status" className="sr-only">
        {added}
      </p>
      {ended ? null : (
        <div className="fixed inset-x-0 bottom-0 z-20 flex gap-2.5 border-t border-line bg-paper px-5 pt-3 pb-[max(1.375rem,env(safe-area-inset-bottom))] empty:hidden md:hidden">
          {sitting ? (
            <button
              type="button"
              aria-haspopup="dialog"
              aria-label={guest.call.open}
              onClick={() => setSheet({ kind: "call" })}
              className={buttonClass("outline", "main", priced.lines.length > 0 ? "w-14 flex-none px-0!" : "flex-1")}
            >
              <Hand aria-hidden className="size-6" strokeWidth={1.75} />
              {priced.lines.length > 0 ? null : guest.call.open}
            </button>
          ) : null}
          {priced.lines.length > 0 ? (
            <CartBar
              priced={priced}
              currency={menu.currency}
              second={second}
              waiting={waiting}
              onOpen={() => setSheet({ kind: "cart" })}
            />
          ) : null}
        </div>
      )}
      {sheet?.kind === "item" && item ? (
        <ItemSheet
          key={`${item.id} ${sheet.lineKey ?? ""}`}
          item={item}
          currency={menu.currency}
          second={second}
          initial={line}
          onClose={closeItem}
          onChoose={
            ended || cart.pending
              ? undefined
              : (choice) => {
                  const chosen = { menuItemId: item.id, name: item.name, ...choice };
                  store.change((now) =>
                    line ? changeLine(now, line.key, chosen) : addLine(now, { key: newIdempotencyKey(), ...chosen }),
                  );
                  forget();
                  setAdded(fill(guest.menu.added, { name: item.name }));
                  closeItem();
                }
          }
        />
      ) : null}
      {sheet?.kind === "cart" && !isWide ? <CartSheet {...panel} onClose={() => setSheet(null)} /> : null}
      {sheet?.kind === "call" && sitting ? (
        <CallSheet
          venue={menu.venue}
          calls={sitting.calls}
          onCalled={sitting.takeCall}
          onClose={() => setSheet(null)}
        />
      ) : null}
    </AddAction>
  );
}

function SeatedOrdering({ sitting: start, ...screen }: Omit<OrderScreenProps, "sitting"> & { sitting: SittingStart }) {
  const sitting = useSitting(screen.start.menu.venue, start);
  return <Ordering sitting={sitting} {...screen} />;
}

/** Menu and cart of a phone that may order, or that may once a waiter has opened its table. */
export function OrderScreen({ texts, sitting, ...screen }: OrderScreenProps & { texts: GuestTexts }) {
  const { venue } = screen.start.menu;
  return (
    <GuestTextsProvider texts={texts}>
      <LiveProvider venue={venue} as="guest">
        <CartProvider
          venue={venue}
          guestId={sitting?.guestId ?? null}
          tableNumber={sitting?.sitting.tableNumber ?? screen.joinTable}
        >
          {sitting ? (
            <SeatedOrdering key={sitting.guestId} sitting={sitting} {...screen} />
          ) : (
            <Ordering sitting={null} {...screen} />
          )}
        </CartProvider>
      </LiveProvider>
    </GuestTextsProvider>
  );
}
