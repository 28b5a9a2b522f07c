"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { KitchenData } from "../client";
import type { TicketDto } from "../schema";
import { AllDaySheet } from "./all-day-rail";
import { HistorySheet } from "./history-sheet";
import { KeysSheet } from "./keys-sheet";
import type { HeadSheet } from "./kitchen-head";
import { ScreenSheet } from "./screen-sheet";
import { SoldOutSheet } from "./sold-out-sheet";
import { TicketSheet } from "./ticket-sheet";
import type { TicketActions } from "./use-ticket-actions";
import type { useWallSettings } from "./use-wall-settings";
import type { Highlight, WallContext } from "./wall-types";

/** What is open over the wall. */
export type OpenSheet = { kind: HeadSheet } | { kind: "ticket"; id: string; itemId?: string };

/** The sheet that is open, with what the wall knows now: a ticket that changes meanwhile changes in it too. */
export function WallSheets({
  open,
  onOpen,
  data,
  station,
  hung,
  wall,
  actions,
  settings,
  highlight,
  onHighlight,
  onRecalled,
  language,
}: {
  open: OpenSheet | null;
  onOpen: (sheet: OpenSheet | null) => void;
  data: KitchenData;
  station: string | null;
  hung: readonly TicketDto[];
  wall: WallContext;
  actions: TicketActions;
  settings: ReturnType<typeof useWallSettings>;
  highlight: Highlight | null;
  onHighlight: (picked: Highlight | null) => void;
  onRecalled: (ticket: TicketDto) => void;
  language: ReactNode;
}) {
  const t = useTranslations("kitchen");
  const close = () => onOpen(null);
  const { acts } = actions;
  switch (open?.kind) {
    case "ticket": {
      const ticket = data.tickets.find(({ id }) => id === open.id);
      if (!ticket) return null;
      const item = ticket.items.find(({ id }) => id === open.itemId);
      return <TicketSheet key={ticket.id} ticket={ticket} item={item} wall={wall} acts={acts} onClose={close} />;
    }
    case "history":
      return (
        <HistorySheet
          venue={wall.venue}
          station={station}
          wall={wall}
          onRecalled={(ticket) => {
            onRecalled(ticket);
            actions.tell(t("recalled", { number: ticket.orderNumber }));
            close();
          }}
          onClose={close}
        />
      );
    case "soldOut": {
      const dishes = station ? data.dishes.filter((dish) => dish.station === station) : data.dishes;
      return <SoldOutSheet wall={wall} dishes={dishes} acts={acts} onClose={close} />;
    }
    case "allDay":
      return (
        <AllDaySheet
          tickets={hung}
          wall={wall}
          highlight={highlight}
          onHighlight={onHighlight}
          onSoldOut={() => onOpen({ kind: "soldOut" })}
          onClose={close}
        />
      );
    case "screen":
      return <ScreenSheet settings={settings} language={language} onClose={close} />;
    case "keys":
      return <KeysSheet onClose={close} />;
    default:
      return null;
  }
}
