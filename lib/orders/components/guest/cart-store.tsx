"use client";

import { createContext, type ReactNode, useContext, useMemo, useRef, useSyncExternalStore } from "react";
import { type Cart, emptyCart, parseCart } from "../../guest-cart";

export interface CartStore {
  get(): Cart;
  change(change: (cart: Cart) => Cart): void;
  subscribe(listener: () => void): () => void;
}

export interface CartPlace {
  /** The phone as a guest of its sitting, also after the party moved or joined another one; null before it has joined any. */
  guestId: string | null;
  tableNumber: string | null;
}

const prefix = "servery-cart";

/**
 * The cart of one guest of a sitting in this browser's storage, shared with its other tabs. A phone that joined its sitting while
 * ordering brings along what it chose before under its table's number; carts of the venue's other sittings are let go of. Without
 * storage it lives as long as the page.
 */
export function openCartStore(venue: string, { guestId, tableNumber }: CartPlace): CartStore {
  const before = `${prefix}:${venue}:table-${tableNumber}`;
  const key = guestId ? `${prefix}:${venue}:${guestId}` : before;
  const listeners = new Set<() => void>();
  let cart = emptyCart;
  let read = false;

  const tell = () => {
    for (const listener of listeners) listener();
  };
  const load = () => {
    read = true;
    try {
      cart = parseCart(localStorage.getItem(key) ?? localStorage.getItem(before));
      if (cart !== emptyCart) localStorage.setItem(key, JSON.stringify(cart));
      for (const other of Object.keys(localStorage)) {
        if (other.startsWith(`${prefix}:${venue}:`) && other !== key) localStorage.removeItem(other);
      }
    } catch {
      cart = emptyCart;
    }
  };
  const onStorage = (event: StorageEvent) => {
    if (event.key !== key) return;
    cart = parseCart(event.newValue);
    tell();
  };

  return {
    get() {
      if (!read) load();
      return cart;
    },
    change(change) {
      const next = change(this.get());
      if (next === cart) return;
      cart = next;
      try {
        localStorage.setItem(key, JSON.stringify(cart));
      } catch {
        // A full or forbidden storage: the cart still works until the page is left.
      }
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      if (listeners.size === 1) addEventListener("storage", onStorage);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) removeEventListener("storage", onStorage);
      };
    },
  };
}

const Store = createContext<CartStore | null>(null);

export function CartProvider({
  venue,
  guestId,
  tableNumber,
  children,
}: CartPlace & { venue: string; children: ReactNode }) {
  const place = useRef(tableNumber);
  // Whoever has joined keeps the cart wherever the party goes: another table is no other cart.
  if (guestId === null) place.current = tableNumber;
  const before = place.current;
  const store = useMemo(() => openCartStore(venue, { guestId, tableNumber: before }), [venue, guestId, before]);
  return <Store value={store}>{children}</Store>;
}

export function useCartStore(): CartStore {
  const store = useContext(Store);
  if (!store) throw new Error("There is no CartProvider above this component.");
  return store;
}

/** A part of the cart; the component renders again only when that part changes. `select` must answer a stable value. */
export function useCart<T>(select: (cart: Cart) => T): T {
  const store = useCartStore();
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.get()),
    () => select(emptyCart),
  );
}
