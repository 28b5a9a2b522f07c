"use client";

import { DoorClosed, DoorOpen, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { TableDto } from "../schema";

/** What can be done with a table at once. */
export interface TableActs {
  open: () => void;
  /** How many sit there, or null for not counted; resolves when it was answered. */
  count: (partySize: number | null) => Promise<unknown>;
  /** How many are about to sit at a free table. */
  expect: (partySize: number | null) => void;
  close: (force: boolean) => void;
  /** Asks whether to close over unfinished orders, or no more. */
  askToClose: (asking: boolean) => void;
  /** None where orders are not taken. */
  newOrder?: () => void;
}

/** The action bar of a table: open it, take an order, close it. The next step is the filled one. */
export function SittingFoot({
  table,
  unfinished,
  confirming,
  busy,
  acts,
}: {
  table: TableDto;
  unfinished: number;
  confirming: boolean;
  busy: boolean;
  acts: TableActs;
}) {
  const t = useTranslations("staff.tables");
  const tf = useTranslations("floor.actions");
  const tc = useTranslations("common");
  if (confirming) {
    return (
      <div role="alert">
        <p className="mb-3 text-base font-semibold">{t("unfinished", { count: unfinished })}</p>
        <div className="grid grid-cols-[auto_1fr] gap-2">
          <Button size="main" onClick={() => acts.askToClose(false)}>
            {tc("back")}
          </Button>
          <Button look="destructive" size="main" disabled={busy} onClick={() => acts.close(true)}>
            {t("closeAnyway")}
          </Button>
        </div>
      </div>
    );
  }
  const mayOpen = table.sessionStatus !== "OPEN";
  return (
    <div className="flex flex-wrap gap-2 *:flex-auto">
      {table.sessionId ? (
        <Button size="main" disabled={busy} onClick={() => acts.close(false)}>
          <DoorClosed aria-hidden className="size-5 flex-none" strokeWidth={1.75} />
          {t("close")}
        </Button>
      ) : null}
      {acts.newOrder ? (
        <Button look={mayOpen ? "outline" : "primary"} size="main" disabled={busy} onClick={acts.newOrder}>
          <Plus aria-hidden className="size-5 flex-none" strokeWidth={1.75} />
          {tf("newOrder")}
        </Button>
      ) : null}
      {mayOpen ? (
        <Button look="primary" size="main" disabled={busy} onClick={acts.open}>
          <DoorOpen aria-hidden className="size-5 flex-none" strokeWidth={1.75} />
          {t("open")}
        </Button>
      ) : null}
    </div>
  );
}
