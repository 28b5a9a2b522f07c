"use client";

import { ConciergeBell } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import type { ExpoOrder } from "../expo";
import { ExpoCard } from "./expo-card";
import { type CellPlace, WallCell } from "./wall-cell";
import type { TicketActs, WallContext } from "./wall-types";

/** An order in its place on the expo's wall; a swipe to the right carries it when it is complete. */
export const WallOrderCard = memo(function WallOrderCard({
  order,
  wall,
  acts,
  busy,
  slot,
  onServe,
  ...place
}: CellPlace & {
  order: ExpoOrder;
  wall: WallContext;
  acts: TicketActs;
  busy: boolean;
  slot: number | null;
  onServe: (order: ExpoOrder) => void;
}) {
  const t = useTranslations("kitchen.wall");
  const complete = order.state === "ready" && !busy;
  return (
    <WallCell
      id={order.id}
      {...place}
      forward={complete ? { word: t("serve"), icon: ConciergeBell, look: "ready" } : null}
      back={null}
      onSwipe={() => onServe(order)}
    >
      <ExpoCard order={order} wall={wall} acts={acts} busy={busy} slot={slot} onServe={onServe} />
    </WallCell>
  );
});
