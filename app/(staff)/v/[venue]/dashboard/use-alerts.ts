"use client";

import { useCallback, useRef, useState } from "react";
import { playSound } from "@/components/alerts/sounds";
import { currentNotices, type NoticeReader, noticeOfEvent } from "@/lib/notices/client";
import { isOpen, type OrderBook, orderOfEvent, orderToFetch } from "@/lib/orders/client";
import type { OrderDto } from "@/lib/orders/schema";
import type { LiveEvent } from "@/lib/platform/realtime/define-event";
import type { OrderDesk } from "./use-order-desk";

/** An alert older than this that comes in a replay makes no noise (ms). */
const freshFor = 60_000;

/** What an event does besides changing the data: sounds, new orders that pop up, orders to fetch, who was faster. */
export function useAlerts(me: NoticeReader) {
  /** Ids of the orders that came while this page was open, the newest first. */
  const [announced, setAnnounced] = useState<readonly string[]>([]);
  const known = useRef<{ orders: OrderBook; desk: OrderDesk | null }>({ orders: {}, desk: null });
  /** A notice may come over two channels; its sound is made once. */
  const sounded = useRef(new Set<string>());
  const { id: myId, role, venue } = me;

  const onEvent = useCallback(
    (event: LiveEvent, { replayed }: { replayed: boolean }) => {
      const { orders, desk } = known.current;
      const { actor, at } = event.data.meta;
      const { orderId, status } = event.data as { orderId?: string; status?: string };
      const own = actor?.id === myId;
      if (orderId && actor) {
        if (own) desk?.lastActor.delete(orderId);
        else desk?.lastActor.set(orderId, actor.name);
      }
      const missing = orderToFetch(orders, event);
      if (missing) void desk?.fetchOrder(missing);
      if (own || (replayed && Date.now() - Date.parse(at) > freshFor)) return;
      if (event.name === "new-order" && orderId) {
        setAnnounced((before) => (before.includes(orderId) ? before : [orderId, ...before]));
        const order = orderOfEvent(event);
        if (!order || isOpen(order)) playSound("order");
      }
      if (event.name === "item-status-change" && status === "ready") playSound("ready");
      const { mentions } = event.data as { mentions?: string[] };
      if (event.name === "order-comment" && mentions?.includes(myId)) playSound("notice");
      const notice = noticeOfEvent(event, { id: myId, role, venue });
      const isUrgent = notice?.severity === "critical" && currentNotices([notice], Date.now()).length > 0;
      if (isUrgent && !sounded.current.has(notice.id)) {
        sounded.current.add(notice.id);
        playSound("notice");
      }
    },
    [myId, role, venue],
  );

  return {
    onEvent,
    /** Tells the listener what the page holds now. */
    know: (orders: OrderBook, desk: OrderDesk) => {
      known.current = { orders, desk };
    },
    /** Those of the new orders that nobody has answered or begun. */
    freshOf: (orders: OrderBook): OrderDto[] =>
      announced.flatMap((id) => {
        const order = orders[id]?.order;
        return order?.status === "pending" && order.approval !== "rejected" ? [order] : [];
      }),
    forget: (id: string) => setAnnounced((before) => before.filter((one) => one !== id)),
    forgetAll: () => setAnnounced([]),
  };
}
export type Alerts = ReturnType<typeof useAlerts>;
