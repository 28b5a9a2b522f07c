"use client";

import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { TableMark } from "@/components/ui/table-mark";
import type { TableLook } from "../client";
import type { AreaDto, TableCardDto, TableDto } from "../schema";
import { PartyPicker, type PartyStep, targetsOf } from "./party-picker";
import { SittingFoot, type TableActs } from "./sitting-foot";
import { TableCode } from "./table-code";
import { type TableBill, TableOverview } from "./table-overview";
import { useTableName } from "./table-status";

type View = "table" | "code" | PartyStep;

/** A table: who sits there, its calls and orders, its bill, and what is done with it, one thing at a time. */
export function TableSheet({
  table,
  look,
  areas,
  areaName,
  locale,
  me,
  bill,
  expected,
  unfinished,
  confirming,
  mayRun,
  mayRotate,
  busy,
  overlays,
  children,
  lookOf,
  readCard,
  acts,
  onParty,
  onRotate,
  onDismiss,
}: {
  table: TableDto;
  look: TableLook;
  areas: readonly AreaDto[];
  areaName: string;
  locale: string;
  /** The signed-in person's id. */
  me: string;
  /** Null while it is being read; undefined when nobody sits here. */
  bill: TableBill | null | undefined;
  /** How many are about to sit at a free table, as it was told to `acts.expect`. */
  expected: number | null;
  /** How many orders are not finished, once the server has said so. */
  unfinished: number;
  /** Asking whether to close over unfinished orders. */
  confirming: boolean;
  mayRun: boolean;
  mayRotate: boolean;
  busy: boolean;
  overlays: ReactNode;
  /** The table's calls and orders. */
  children: ReactNode;
  lookOf: (table: TableDto) => TableLook;
  readCard: () => Promise<TableCardDto>;
  acts: TableActs;
  onParty: (step: PartyStep, to: TableDto) => void;
  /** Resolves with whether there is a new code. */
  onRotate: () => Promise<boolean>;
  onDismiss: () => void;
}) {
  const t = useTranslations("floor");
  const ts = useTranslations("staff.tables");
  const tc = useTranslations("common");
  const nameOf = useTableName();
  const name = nameOf(table);
  const [view, setView] = useState<View>("table");
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [warning, setWarning] = useState(false);
  const { card, failed, read } = useCard(view === "code", readCard);
  const title = useRef<HTMLHeadingElement>(null);

  const go = (next: View) => {
    setView(next);
    setChosenId(null);
    setWarning(false);
  };
  // Somebody closed or moved the table meanwhile: there is no party to take anywhere.
  const gone = (view === "move" || view === "merge") && table.sessionId === null;
  const shown: View = gone ? "table" : view;
  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view is what moves the focus.
  useEffect(() => {
    if (!first.current) title.current?.focus();
    first.current = false;
  }, [shown]);

  const rotate = async () => {
    if (!(await onRotate())) return;
    setWarning(false);
    read();
  };

  const targets = shown === "move" || shown === "merge" ? targetsOf(shown, table, areas) : [];
  const target = targets.flatMap((area) => area.tables).find(({ id }) => id === chosenId);

  let footer: ReactNode = null;
  if (shown === "table") {
    footer = mayRun ? (
      <SittingFoot table={table} unfinished={unfinished} confirming={confirming} busy={busy} acts={acts} />
    ) : null;
  } else if (shown === "code") {
    footer =
      mayRotate && card ? (
        warning ? (
          <Confirm
            text={t("code.warn")}
            confirm={t("code.confirm")}
            destructive
            busy={busy}
            onBack={() => setWarning(false)}
            onConfirm={() => void rotate()}
          />
        ) : (
          <Button className="w-full" onClick={() => setWarning(true)}>
            {t("code.rotate")}
          </Button>
        )
      ) : null;
  } else if (target) {
    footer = (
      <Confirm
        text={t(`${shown}.explain`, { from: name, to: nameOf(target) })}
        confirm={t(`${shown}.confirm`, { number: target.number })}
        busy={busy}
        onBack={() => setChosenId(null)}
        onConfirm={() => onParty(shown, target)}
      />
    );
  }

  return (
    <Sheet title={name} hideTitle closeLabel={tc("close")} onClose={onDismiss} footer={footer}>
      {shown === "table" ? (
        <>
          <header className="flex items-center gap-3 px-5 pt-4 pr-16 pb-3">
            <TableMark number={table.number} room={table.kind === "ROOM"} size="row" />
            <div className="min-w-0">
              <h2 ref={title} tabIndex={-1} className="text-xl font-semibold tracking-[-0.018em] outline-none">
                {name}
              </h2>
              <p className="text-sm text-ink-2">
                {areaName} · {ts("seats", { count: table.seats })}
              </p>
            </div>
          </header>
          <TableOverview
            table={table}
            look={look}
            locale={locale}
            me={me}
            bill={bill}
            expected={expected}
            mayRun={mayRun}
            acts={acts}
            onGo={go}
          >
            {children}
          </TableOverview>
        </>
      ) : (
        <>
          <header className="flex items-center gap-1.5 pt-3 pr-16 pb-2 pl-2">
            <IconButton label={tc("back")} onClick={() => go("table")}>
              <ArrowLeft aria-hidden className="size-5" strokeWidth={1.75} />
            </IconButton>
            <h2 ref={title} tabIndex={-1} className="text-xl font-semibold tracking-[-0.018em] outline-none">
              {t(`${shown}.title`, { table: name })}
            </h2>
          </header>
          <div aria-hidden className="rail mx-5 mb-2" />
          {shown === "code" ? (
            <TableCode card={card} name={name} failed={failed} onRetry={read} />
          ) : (
            <PartyPicker
              step={shown}
              areas={targets}
              locale={locale}
              lookOf={lookOf}
              chosenId={chosenId}
              onChoose={setChosenId}
            />
          )}
        </>
      )}
      {overlays}
    </Sheet>
  );
}

/** The table's card, read when it is wanted. */
function useCard(wanted: boolean, readCard: () => Promise<TableCardDto>) {
  const [card, setCard] = useState<TableCardDto | null>(null);
  const [failed, setFailed] = useState(false);
  const latest = useRef(readCard);
  latest.current = readCard;
  const read = useCallback(() => {
    setFailed(false);
    setCard(null);
    latest.current().then(setCard, () => setFailed(true));
  }, []);
  useEffect(() => {
    if (wanted) read();
  }, [wanted, read]);
  return { card, failed, read };
}

/** What is about to happen, in a sentence, over the button that does it. */
export function Confirm({
  text,
  confirm,
  destructive = false,
  busy,
  onBack,
  onConfirm,
}: {
  text: string;
  confirm: string;
  destructive?: boolean;
  busy: boolean;
  onBack: () => void;
  onConfirm: () => void;
}) {
  const tc = useTranslations("common");
  return (
    <div role="alert">
      <p className="mb-3 text-base">{text}</p>
      <div className="grid grid-cols-[auto_1fr] gap-2">
        <Button size="main" onClick={onBack}>
          {tc("back")}
        </Button>
        <Button look={destructive ? "destructive" : "primary"} size="main" disabled={busy} onClick={onConfirm}>
          {confirm}
        </Button>
      </div>
    </div>
  );
}
