"use client";

import {
  Ban,
  ChartNoAxesColumn,
  ChevronDown,
  Ellipsis,
  History,
  Keyboard,
  LayoutDashboard,
  ListChecks,
  Megaphone,
  Settings2,
} from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SoundButton } from "@/components/alerts/sound-controls";
import { kitchenSounds } from "@/components/alerts/sounds";
import { ConnectionIndicator } from "@/components/connection/connection-indicator";
import { formatElapsed, useNow } from "@/components/ui/elapsed";
import type { TicketState } from "../schema";
import { passes, type TicketFilter, ticketFilters } from "../wall";
import { FullScreenButton } from "./full-screen-button";
import { WallMenu, wallTarget } from "./wall-menu";
import type { WallView } from "./wall-types";

/** What the head opens over the wall. */
export type HeadSheet = "history" | "soldOut" | "allDay" | "screen" | "keys";

/** The house's time, in its zone. */
function HouseClock({ timezone }: { timezone: string }) {
  const format = useFormatter();
  const now = useNow();
  return (
    <time
      className="text-[3.25rem]/[3.5rem] font-semibold tracking-[-0.02em] whitespace-nowrap max-[1499px]:text-[2.5rem]/[2.75rem] max-[480px]:text-[2.125rem]/[2.375rem]"
      suppressHydrationWarning
    >
      {now === null
        ? "\u00a0"
        : format.dateTime(new Date(now), { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: timezone })}
    </time>
  );
}

/** Which wall, its filter with counts, how fast, how live, how loud, the rest behind one button, and the clock of the house. */
export function KitchenHead({
  venue,
  timezone,
  title,
  view,
  stations,
  hung,
  filter,
  onFilter,
  average,
  onOpen,
  lock,
}: {
  venue: string;
  timezone: string;
  title: string;
  view: WallView;
  /** With how much is open at each. */
  stations: readonly { type: string; name: string; open: number }[];
  /** What hangs, before the filter. */
  hung: readonly { state: TicketState }[];
  filter: TicketFilter;
  onFilter: (filter: TicketFilter) => void;
  /** From coming to ready, in ms; null while nothing is ready. */
  average: number | null;
  onOpen: (sheet: HeadSheet) => void;
  lock?: ReactNode;
}) {
  const t = useTranslations("kitchen");
  const base = `/v/${venue}/kitchen`;
  return (
    <header className="flex flex-none flex-wrap items-center gap-x-5 gap-y-1 py-2.5 max-[480px]:gap-x-2 min-[900px]:min-h-[5.25rem] min-[900px]:flex-nowrap">
      <WallMenu
        label={t("stations")}
        align="start"
        triggerClass={`press -ml-2 flex items-center [overflow-wrap:normal] min-[900px]:shrink-0 gap-2 rounded-md px-2 text-left active:bg-sunk ${wallTarget}`}
        trigger={
          <>
            <h1 className="text-[2.75rem]/[3rem] font-semibold tracking-[-0.025em] max-[1499px]:text-[2.125rem]/[2.375rem]">
              {title}
            </h1>
            <ChevronDown aria-hidden className="size-7 flex-none text-ink-2" strokeWidth={2.25} />
            <span className="sr-only">{t("stations")}</span>
          </>
        }
        entries={[
          { key: "all", label: t("allStations"), current: view.kind === "all", to: base },
          { key: "expo", label: t("wall.expo"), current: view.kind === "expo", to: `${base}/expo` },
          ...stations.map(({ type, name, open }, at) => ({
            key: type,
            label: name,
            count: open,
            apart: at === 0,
            current: view.kind === "station" && view.station === type,
            to: `${base}/${type}`,
          })),
          { key: "floor", label: t("toDashboard"), icon: LayoutDashboard, apart: true, to: `/v/${venue}/dashboard` },
        ]}
      />
      <fieldset className="order-last flex min-w-0 max-w-full overflow-x-auto max-[899px]:w-full min-[900px]:order-none min-[900px]:mr-auto">
        <legend className="sr-only">{t("filter")}</legend>
        {ticketFilters.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={filter === each}
            onClick={() => onFilter(each)}
            className={`press flex flex-none items-center gap-2 border-b-4 border-transparent px-3 text-[1.5rem] font-medium whitespace-nowrap text-ink-2 max-[1499px]:px-2.5 max-[1499px]:text-[1.375rem] max-[480px]:gap-1.5 max-[480px]:px-[0.45rem] max-[480px]:text-[1.25rem] aria-pressed:border-ink aria-pressed:font-semibold aria-pressed:text-ink ${wallTarget}`}
          >
            {t(each)} <b className="font-semibold">{hung.filter((ticket) => passes(ticket, each)).length}</b>
          </button>
        ))}
      </fieldset>
      <div className="ml-auto flex flex-none items-center gap-x-3 max-[480px]:gap-x-1 min-[900px]:ml-0">
        {average === null ? null : (
          <span className="mr-2 hidden text-[1.375rem]/[1.625rem] whitespace-nowrap text-ink-2 min-[1500px]:inline">
            {t("average", { time: formatElapsed(average) })}
          </span>
        )}
        <span className="[&_*]:!text-[1.375rem] max-[480px]:[&_span:not([aria-hidden])]:sr-only">
          <ConnectionIndicator short />
        </span>
        <span className="[&>button]:size-[max(3.75rem,48px)] [&_svg]:size-[1.875rem] min-[900px]:[&>button]:size-[max(3.75rem,60px)]">
          <SoundButton kinds={kitchenSounds} />
        </span>
        <FullScreenButton className="max-[1499px]:hidden" />
        <WallMenu
          label={t("wall.menu")}
          align="end"
          triggerClass="press grid size-[max(3.75rem,48px)] flex-none place-items-center rounded-md active:bg-sunk min-[900px]:size-[max(3.75rem,60px)]"
          trigger={
            <>
              <Ellipsis aria-hidden className="size-[2rem]" strokeWidth={2.25} />
              <span className="sr-only">{t("wall.menu")}</span>
            </>
          }
          entries={[
            { key: "history", label: t("wall.history"), icon: History, to: () => onOpen("history") },
            { key: "soldOut", label: t("wall.takeOff"), icon: Ban, to: () => onOpen("soldOut") },
            { key: "allDay", label: t("toMake"), icon: ListChecks, to: () => onOpen("allDay") },
            { key: "figures", label: t("wall.figures"), icon: ChartNoAxesColumn, apart: true, to: `${base}/figures` },
            { key: "pickup", label: t("wall.pickup"), icon: Megaphone, to: `/v/${venue}/pickup` },
            { key: "screen", label: t("wall.screen"), icon: Settings2, apart: true, to: () => onOpen("screen") },
            { key: "keys", label: t("wall.keys.title"), icon: Keyboard, to: () => onOpen("keys") },
          ]}
        >
          {lock}
        </WallMenu>
        <HouseClock timezone={timezone} />
      </div>
    </header>
  );
}
