import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, apiFetch } from "@/lib/platform/http/client";
import type { Cart, PendingOrder } from "./guest-cart";
import type { OrderDto } from "./schema";

/** What the sending of an order has come to. `waiting`: not sent yet, it goes on trying by itself. */
export type Sending =
  | { phase: "idle" }
  | { phase: "sending" }
  | { phase: "waiting" }
  /** The server refused it. `lines` are the keys of the cart's lines it named. */
  | { phase: "failed"; code: string; lines: string[] };

/** Failures that say nothing about the order: the same request with the same key goes again. */
const worthRetrying = new Set(["offline", "unavailable", "request-running", "rate-limited", "internal"]);
const maxWait = 10_000;

/** The cart's lines that an error's paths (items.0.menuItemId) name. */
export function linesNamed(
  pending: Pick<PendingOrder, "lineKeys">,
  errors: readonly { path: string }[] | undefined,
): string[] {
  const keys = (errors ?? []).map(({ path }) => pending.lineKeys[Number(/^items\.(\d+)/.exec(path)?.[1] ?? -1)]);
  return [...new Set(keys.filter((key) => key !== undefined))];
}

interface CartAccess {
  get(): Cart;
  change(change: (cart: Cart) => Cart): void;
}

/**
 * Sends the cart's pending request until there is an answer, also after a reload: the request and its Idempotency-Key stay in the
 * cart while it is on its way, so it becomes one order however often it is repeated. `joinTable` is the number of the table to
 * join first where the house lets anybody order; it is not needed once the phone sits somewhere.
 */
export function useSendOrder({
  venue,
  store,
  joinTable,
  onSent,
  onRefused,
}: {
  venue: string;
  store: CartAccess;
  joinTable: string | null;
  onSent: (order: OrderDto) => void;
  onRefused: (code: string) => void;
}) {
  const [sending, setSending] = useState<Sending>({ phase: "idle" });
  const running = useRef<AbortController | null>(null);
  const wake = useRef<() => void>(() => {});
  const latest = useRef({ onSent, onRefused, joinTable });
  latest.current = { onSent, onRefused, joinTable };

  const run = useCallback(async () => {
    if (running.current || !store.get().pending) return;
    const control = new AbortController();
    running.current = control;
    setSending({ phase: "sending" });
    let joined = latest.current.joinTable === null;
    for (let attempt = 0; !control.signal.aborted; attempt++) {
      const pending = store.get().pending;
      if (!pending) break;
      try {
        if (!joined) {
          const body = { tableNumber: latest.current.joinTable };
          await apiFetch(`/api/venues/${venue}/table-sessions`, { method: "POST", body, as: "guest" });
          joined = true;
        }
        const order = await apiFetch<OrderDto>(`/api/venues/${venue}/orders`, {
          method: "POST",
          body: pending.body,
          idempotencyKey: pending.key,
          as: "guest",
        });
        if (control.signal.aborted) return;
        store.change((cart) => (cart.pending?.key === pending.key ? { lines: [], note: "", pending: null } : cart));
        running.current = null;
        setSending({ phase: "idle" });
        latest.current.onSent(order);
        return;
      } catch (error) {
        if (control.signal.aborted) return;
        if (!(error instanceof ApiError)) throw error;
        const { code, errors, retryAfter } = error;
        if (!worthRetrying.has(code) || (code === "internal" && attempt >= 4)) {
          store.change((cart) => ({ ...cart, pending: null }));
          running.current = null;
          setSending({ phase: "failed", code, lines: linesNamed(pending, errors) });
          latest.current.onRefused(code);
          return;
        }
        setSending({ phase: "waiting" });
        const wait = retryAfter
          ? retryAfter * 1000
          : Math.min(maxWait, 1000 * 2 ** attempt) * (0.8 + Math.random() * 0.4);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, wait);
          wake.current = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    }
  }, [venue, store]);

  useEffect(() => {
    const tryNow = () => wake.current();
    addEventListener("online", tryNow);
    void run();
    return () => {
      removeEventListener("online", tryNow);
      running.current?.abort();
      running.current = null;
      wake.current();
    };
  }, [run]);

  return {
    sending,
    /** Keeps the request in the cart and sends it. */
    send: useCallback(
      (pending: PendingOrder) => {
        if (store.get().pending) return;
        store.change((cart) => ({ ...cart, pending }));
        void run();
      },
      [store, run],
    ),
    tryNow: useCallback(() => wake.current(), []),
    /** Forgets a refusal, once the guest has changed something. */
    forget: useCallback(() => setSending((now) => (now.phase === "failed" ? { phase: "idle" } : now)), []),
  };
}
