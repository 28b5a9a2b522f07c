"use client";

import { ArrowRightLeft, Merge, QrCode } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AgeTimer } from "@/components/ui/age-timer";
import { Button } from "@/components/ui/button";
import { Leader } from "@/components/ui/leader";
import { Money } from "@/components/ui/money";
import type { TableLook } from "../client";
import type { TableDto } from "../schema";
import { GuestStepper } from "./guest-stepper";
import { SeatedFor } from "./seated-for";
import type { TableActs } from "./sitting-foot";
import { TableStatusChip } from "./table-status";
import { useGuestCount } from "./use-guest-count";

/** The sitting's bill: minor units. */
export interface TableBill {
  total: number;
  currency: string;
  secondTotal: number | null;
  secondCurrency: string | null;
}

/** How a table stands, what can be done with its party, what is ordered and owed. */
export function TableOverview({
  table,
  look,
  locale,
  me,
  bill,
  expected,
  mayRun,
  acts,
  onGo,
  children,
}: {
  table: TableDto;
  look: TableLook;
  locale: string;
  me: string;
  bill: TableBill | null | undefined;
  expected: number | null;
  mayRun: boolean;
  acts: Pick<TableActs, "count" | "expect">;
  onGo: (view: "move" | "merge" | "code") => void;
  children: ReactNode;
}) {
  const t = useTranslations("staff.tables");
  const tf = useTranslations("floor");
  const tc = useTranslations("common");
  const seated = table.sessionId !== null;
  const { openedBy } = table;
  const facts = [
    t(`sitting.${table.sessionStatus ?? "NONE"}`),
    !mayRun && table.partySize ? tf("guests.count", { count: table.partySize }) : null,
    seated ? t("phones", { count: table.guests }) : null,
    openedBy ? (openedBy.id === me ? tf("yours") : tf("whose", { name: openedBy.name })) : null,
  ].filter((fact) => fact !== null);
  return (
    <>
      <div className="grid gap-1.5 px-5 pb-3 text-sm text-ink-2">
        {seated ? (
          <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <TableStatusChip status={look.status} />
            {look.status !== "seated" && look.since ? <AgeTimer since={look.since} /> : null}
            {table.openedAt ? (
              <span className="ml-auto whitespace-nowrap">
                {tf("seatedFor")} <SeatedFor since={table.openedAt} className="font-semibold text-ink" />
              </span>
            ) : null}
          </p>
        ) : null}
        <p>{facts.join(" · ")}</p>
      </div>
      {mayRun ? (
        seated ? (
          <GuestCount key={table.sessionId} table={table} onCount={acts.count} />
        ) : (
          <GuestStepper
            value={expected}
            seats={table.seats}
            atLeast={0}
            onChange={acts.expect}
            className="px-5 pt-1 pb-4"
          />
        )
      ) : null}
      {mayRun ? (
        <fieldset className="grid grid-cols-3 gap-2 px-5 pb-4 *:min-w-0 *:flex-col *:gap-1 *:px-1.5 *:py-1.5 md:*:flex-row md:*:gap-2">
          <legend className="sr-only">{tf("actions.label")}</legend>
          {seated ? (
            <>
              <Button size="row" onClick={() => onGo("move")}>
                <ArrowRightLeft aria-hidden className="size-5" strokeWidth={1.75} />
                {tf("actions.move")}
              </Button>
              <Button size="row" onClick={() => onGo("merge")}>
                <Merge aria-hidden className="size-5" strokeWidth={1.75} />
                {tf("actions.merge")}
              </Button>
            </>
          ) : null}
          <Button size="row" onClick={() => onGo("code")}>
            <QrCode aria-hidden className="size-5" strokeWidth={1.75} />
            {tf("actions.code")}
          </Button>
        </fieldset>
      ) : null}
      <div aria-hidden className="rail mx-5" />
      {children}
      {seated ? (
        <div className="px-5 py-4 text-base">
          <Leader name={t("bill")}>
            {bill ? (
              <Money
                amount={bill.total}
                currency={bill.currency}
                locale={locale}
                second={
                  bill.secondTotal !== null && bill.secondCurrency
                    ? { amount: bill.secondTotal, currency: bill.secondCurrency }
                    : null
                }
              />
            ) : (
              <span className="text-ink-3">{tc("loading")}</span>
            )}
          </Leader>
        </div>
      ) : (
        <p className="px-5 py-6 text-base text-ink-2">{t("nobody")}</p>
      )}
    </>
  );
}

/** How many sit there, as the server knows it and every screen shows it. */
function GuestCount({ table, onCount }: { table: TableDto; onCount: TableActs["count"] }) {
  const { count, set } = useGuestCount(table.partySize, onCount);
  return (
    <GuestStepper value={count} seats={table.seats} atLeast={table.guests} onChange={set} className="px-5 pt-1 pb-4" />
  );
}
