"use client";

import { useTranslations } from "next-intl";
import { nextStep } from "../wall";
import { useBumpKeys } from "./use-bump-keys";
import type { TicketActions } from "./use-ticket-actions";
import type { useWallCards, WallCard } from "./use-wall-cards";
import type { useWallSettings } from "./use-wall-settings";

/** What the keys of a bump bar do on a wall: they press what hangs on the page that is shown. */
export function useWallKeys({
  cards: { pages, cardOf, touched },
  actions,
  settings,
  onHelp,
}: {
  cards: ReturnType<typeof useWallCards>;
  actions: TicketActions;
  settings: ReturnType<typeof useWallSettings>;
  onHelp: () => void;
}): void {
  const t = useTranslations("kitchen.wall");

  function bump(card: WallCard): void {
    // The numbers keep their cards for a moment, as under a finger.
    touched();
    if (card.kind === "order") {
      const { order } = card;
      if (order.state === "ready") actions.serve(order.ready);
      else actions.tell(t("waits", { number: order.number }));
      return;
    }
    const { ticket } = card;
    const to = nextStep(ticket);
    if (to) actions.acts.move(ticket, to);
    else if (ticket.state === "voided") actions.acts.seen(ticket);
    else {
      const waits = ticket.state !== "ready" && ticket.state !== "served";
      actions.tell(t(waits ? "waits" : `already.${ticket.state}`, { number: ticket.orderNumber }));
    }
  }

  const shown = () =>
    (pages.pages[pages.page] ?? []).flatMap(({ id }) => {
      const card = cardOf(id);
      return card ? [card] : [];
    });
  const canBump = (card: WallCard) =>
    card.kind === "order"
      ? card.order.state === "ready"
      : card.ticket.state === "voided" || nextStep(card.ticket) !== null;

  useBumpKeys(
    {
      slot(number) {
        const place = (pages.pages[pages.page] ?? [])[number - 1];
        const card = place ? cardOf(place.id) : null;
        if (card) bump(card);
        else actions.tell(t("noSlot", { key: number % 10 }));
      },
      oldest() {
        const card = shown().find(canBump);
        if (card) bump(card);
      },
      undo: () => actions.undo(),
      recall() {
        touched();
        actions.recallLast();
      },
      help: onHelp,
      page: (step) => pages.show(Math.min(pages.pages.length - 1, pages.page + step)),
    },
    () => {
      if (!settings.bumpBar) settings.set({ bumpBar: true });
    },
  );
}
