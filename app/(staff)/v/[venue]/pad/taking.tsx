"use client";

import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import { clockTime } from "@/components/fill-text";
import { Button, buttonClass } from "@/components/ui/button";
import { Sheet } from "@/components/ui/sheet";
import { useMedia } from "@/components/use-media";
import { type MenuStart, useLiveMenu } from "@/lib/menu/guest-client";
import type { MenuItemDto } from "@/lib/menu/schema";
import { hasCourses, takesMore } from "@/lib/orders/pad-draft";
import { findTable } from "@/lib/tables/client";
import { OrderBar } from "./order-bar";
import { PadItemSheet } from "./pad-item-sheet";
import { PadMenu } from "./pad-menu";
import { needsChoice } from "./pad-menu-row";
import { PadOrderBody, PadOrderFoot, type PadOrderProps } from "./pad-order";
import type { TakeOrderProps } from "./pad-props";
import { usePad } from "./pad-provider";
import { targetOfTable } from "./pad-words";
import { SheetHead } from "./sheet-head";
import { useOrderEdit } from "./use-order-edit";
import { usePadGuests } from "./use-pad-guests";
import { useOtherMenus } from "./use-pad-menu";

type OpenSheet = { kind: "item"; itemId: string; lineKey?: string; back: boolean } | { kind: "order" } | null;

/** The menu and the order: beside each other from 1024 px, the order behind a bar at the foot below that. */
export function Taking(props: TakeOrderProps & { menuStart: MenuStart }) {
  const { venue, locale, timezone, areas, target, existing, menuStart, onTarget, onCounted } = props;
  const t = useTranslations("pad");
  const tc = useTranslations("common");
  const { sender, second } = usePad();
  const { menu, refresh } = useLiveMenu(menuStart);
  const others = useOtherMenus(venue, locale);
  const edit = useOrderEdit(target, menu);
  const { draft, priced, locked, lastTap, reopenedFrom } = edit;
  const wide = useMedia("(min-width: 1024px)");
  const [sheet, setSheet] = useState<OpenSheet>(null);
  const search = useRef<HTMLInputElement>(null);

  // The menu may have been read long ago: what sold out came over the channel, hours did not. A refusal knows more than the page.
  const refusal = draft.refusal?.code;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another refusal is another reason to read it again.
  useEffect(() => void refresh(), [refresh, refusal]);

  const open = useCallback((item: MenuItemDto) => setSheet({ kind: "item", itemId: item.id, back: false }), []);
  const { add } = edit;
  const tap = useCallback((item: MenuItemDto) => (needsChoice(item) ? open(item) : add(item)), [open, add]);

  const table = target.kind === "order" ? findTable(areas, target.tableNumber) : null;
  const seats = target.kind === "table" ? findTable(areas, target.tableNumber) : null;
  const guests = usePadGuests({ venue, table: seats, locked, onCounted });
  const latestSend = useRef(edit.send);
  latestSend.current = edit.send;
  const send = () => guests.send(() => latestSend.current());
  const gone = refusal === "state-moved" || refusal === "not-found";
  const closed = target.kind === "order" && (gone || (existing !== null && !takesMore(existing)));
  const order: PadOrderProps = {
    draft,
    priced,
    courses: edit.courses,
    existing,
    closed,
    currency: menu.currency,
    second,
    locale,
    waiting: edit.waiting,
    last: lastTap?.key ?? null,
    actions: {
      ...edit.actions,
      onEdit: (line) =>
        setSheet({ kind: "item", itemId: line.menuItemId, lineKey: line.key, back: sheet?.kind === "order" }),
    },
    onNote: edit.setNote,
    guests: guests.stepper,
    onSend: send,
    onTryNow: sender.tryNow,
    onNewInstead: () => onTarget(table ? targetOfTable(table) : { kind: "counter" }),
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      send();
      return;
    }
    const field = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    const letter = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    // Whoever begins to type means the search, wherever the focus is.
    if (letter && !field && !sheet) search.current?.focus();
  };

  const item = sheet?.kind === "item" ? edit.items.get(sheet.itemId) : undefined;
  const line = sheet?.kind === "item" ? draft.cart.lines.find((each) => each.key === sheet.lineKey) : undefined;
  const closeItem = () => setSheet(sheet?.kind === "item" && sheet.back && !wide ? { kind: "order" } : null);
  const foot = <PadOrderFoot {...order} />;
  const hasFoot = priced.lines.length > 0 || order.waiting || closed;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: shortcuts for who has a keyboard; every act has its button.
    <div onKeyDown={onKeyDown} className="flex min-h-0 flex-1 flex-col">
      {reopenedFrom ? (
        <div className="flex min-h-11 flex-none items-center gap-2 border-b border-line bg-sunk pr-1.5 pl-4 text-sm lg:px-6">
          <p className="flex-1">{t("draft.from", { time: clockTime(reopenedFrom, locale, timezone) })}</p>
          <Button look="quiet" size="row" onClick={edit.discard}>
            {t("draft.discard")}
          </Button>
        </div>
      ) : null}
      <div className="flex min-h-0 flex-1">
        <PadMenu
          menu={menu}
          others={others}
          cart={draft.cart}
          locale={locale}
          timezone={timezone}
          wide={wide}
          locked={locked}
          search={search}
          course={hasCourses(target) ? edit.course : null}
          onCourse={edit.setAddingTo}
          onAdd={tap}
          onOpen={open}
        />
        {wide ? (
          <aside
            aria-label={t("order.title")}
            className="flex w-[372px] flex-none flex-col border-l border-line bg-surface"
          >
            <div className="min-h-0 flex-1 overflow-y-auto">
              <PadOrderBody {...order} />
            </div>
            {hasFoot ? <div className="flex-none border-t border-line px-5 pt-3 pb-4">{foot}</div> : null}
          </aside>
        ) : null}
      </div>
      {wide ? null : (
        <div className="flex flex-none gap-2.5 border-t border-line bg-paper px-4 pt-2.5 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
          <button
            type="button"
            aria-label={lastTap ? t("menu.takeBack", { name: lastTap.name }) : t("menu.takeBackNone")}
            disabled={!lastTap || locked}
            onClick={edit.takeBack}
            className={buttonClass("outline", "main", "w-14 flex-none px-0!")}
          >
            <Undo2 aria-hidden className="size-6" strokeWidth={1.75} />
          </button>
          <OrderBar order={order} onOpen={() => setSheet({ kind: "order" })} />
        </div>
      )}
      <p role="status" className="sr-only">
        {edit.said}
      </p>
      {sheet?.kind === "order" && !wide ? (
        <Sheet
          title={t("order.title")}
          hideTitle
          closeLabel={tc("close")}
          onClose={() => setSheet(null)}
          footer={hasFoot ? foot : undefined}
        >
          <SheetHead title={t("order.title")} />
          <PadOrderBody {...order} />
        </Sheet>
      ) : null}
      {sheet?.kind === "item" && item ? (
        <PadItemSheet
          key={`${item.id} ${sheet.lineKey ?? ""}`}
          item={item}
          currency={menu.currency}
          second={second}
          locale={locale}
          timezone={timezone}
          courses={hasCourses(target)}
          initial={line}
          addTo={edit.course}
          onClose={closeItem}
          onChoose={
            locked
              ? undefined
              : (choice) => {
                  edit.choose(item, choice, line);
                  closeItem();
                }
          }
        />
      ) : null}
    </div>
  );
}
