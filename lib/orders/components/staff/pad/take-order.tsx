"use client";

import { ChevronDown, CloudOff, Undo2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { showToast } from "@/components/alerts/messages";
import { ConnectionIndicator } from "@/components/connection/connection-indicator";
import { clockTime } from "@/components/fill-text";
import { secondAmount } from "@/components/second-amount";
import { Button, buttonClass, IconButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Sheet } from "@/components/ui/sheet";
import { TableMark } from "@/components/ui/table-mark";
import { useMedia } from "@/components/use-media";
import { type MenuStart, useLiveMenu } from "@/lib/menu/guest-client";
import type { MenuItemDto } from "@/lib/menu/schema";
import { newIdempotencyKey } from "@/lib/platform/http/client";
import { formatMoney } from "@/lib/platform/money-format";
import { findTable } from "@/lib/tables/client";
import { addLine, type CartLine, changeLine, itemsById, priceCart, setQuantity } from "../../../guest-cart";
import {
  changeCart,
  coursesOf,
  hasCourses,
  keepDraft,
  moveCourse,
  newDraft,
  type PadDraft,
  type PadTarget,
  setCourse,
  takesMore,
  targetId,
  toPadRequest,
} from "../../../pad-draft";
import type { OrderDto } from "../../../schema";
import type { OrderPadProps } from "./order-pad";
import { PadItemSheet } from "./pad-item-sheet";
import { PadMenu } from "./pad-menu";
import { needsChoice } from "./pad-menu-row";
import { PadOrderBody, PadOrderFoot, type PadOrderProps } from "./pad-order";
import { usePad } from "./pad-provider";
import { targetOfTable, useTargetName } from "./pad-words";
import { SheetHead } from "./sheet-head";
import { useOtherMenus, usePadMenu } from "./use-pad-menu";

interface TakeOrderProps extends OrderPadProps {
  target: PadTarget;
  /** The order that is added to, while the page holds it. */
  existing: OrderDto | null;
  /** Goes on with the same lines for another table. */
  onTarget: (target: PadTarget) => void;
  /** Chooses another table. */
  onPick: () => void;
}

/** The head of the pad, and under it the menu as soon as there is one. */
export function TakeOrder(props: TakeOrderProps) {
  const { venue, locale, target, onPick, onClose } = props;
  const t = useTranslations("pad");
  const tc = useTranslations("common");
  const nameOf = useTargetName();
  const { start, failed, retry } = usePadMenu(venue, locale);
  const number = target.kind === "counter" ? null : target.tableNumber;
  const mark = (
    <>
      <TableMark number={number ?? t("counterLetter")} room={target.kind !== "counter" && target.room} size="row" />
      <span className="min-w-0 text-left">
        <span className="flex items-center gap-1 text-lg leading-6 font-semibold tracking-[-0.01em]">
          {nameOf(target)}
          {target.kind === "order" ? null : <ChevronDown aria-hidden className="size-5 flex-none" strokeWidth={1.75} />}
        </span>
        <span className="block text-xs leading-4 text-ink-2">
          {target.kind === "order" ? t("adding", { number: target.number }) : t("title")}
        </span>
      </span>
    </>
  );
  return (
    <div className="flex h-full flex-col">
      <header className="flex-none px-4 lg:px-6">
        <div className="flex min-h-15 items-center gap-2">
          <IconButton label={tc("close")} onClick={onClose} className="-ml-2.5">
            <X aria-hidden className="size-6" strokeWidth={1.75} />
          </IconButton>
          <h1 className="mr-auto flex-none">
            {target.kind === "order" ? (
              <span className="flex items-center gap-3">{mark}</span>
            ) : (
              <button
                type="button"
                aria-label={t("changeTable", { place: nameOf(target) })}
                onClick={onPick}
                className="press -m-1 flex items-center gap-3 rounded-md p-1 pr-2 hover:bg-sunk"
              >
                {mark}
              </button>
            )}
          </h1>
          <ConnectionIndicator className="min-w-0 leading-4 whitespace-normal!" />
        </div>
        <div aria-hidden className="rail" />
      </header>
      {start ? (
        <Taking {...props} menuStart={start} />
      ) : failed ? (
        <div className="grid flex-1 content-center">
          <EmptyState title={t("menu.failed")} action={<Button onClick={retry}>{tc("retry")}</Button>}>
            {t("menu.failedHint")}
          </EmptyState>
        </div>
      ) : (
        <p role="status" className="px-4 py-6 text-base text-ink-2 lg:px-6">
          {t("menu.loading")}
        </p>
      )}
    </div>
  );
}

type OpenSheet = { kind: "item"; itemId: string; lineKey?: string; back: boolean } | { kind: "order" } | null;

function Taking(props: TakeOrderProps & { menuStart: MenuStart }) {
  const { venue, locale, timezone, areas, target, existing, menuStart, onTarget } = props;
  const t = useTranslations("pad");
  const tc = useTranslations("common");
  const { book, sender, second } = usePad();
  const id = targetId(target);
  const fresh = useMemo(() => newDraft(target, new Date()), [target]);
  const draft = book.drafts[id] ?? fresh;
  const { menu, refresh } = useLiveMenu(menuStart);
  const others = useOtherMenus(venue, locale);
  const items = useMemo(() => itemsById(menu), [menu]);
  const priced = useMemo(() => priceCart(draft.cart, items), [draft.cart, items]);
  const courses = useMemo(() => coursesOf(priced, draft), [priced, draft]);
  const wide = useMedia("(min-width: 1024px)");
  const [sheet, setSheet] = useState<OpenSheet>(null);
  const [said, setSaid] = useState("");
  /** Keys of the lines that were added by a tap, the last one last: what "one back" takes away. */
  const [taps, setTaps] = useState<readonly string[]>([]);
  /** Where a tapped dish goes. */
  const [course, setAddingTo] = useState(1);
  const search = useRef<HTMLInputElement>(null);
  const locked = draft.pending !== null;

  const change = useCallback((edit: (draft: PadDraft) => PadDraft) => book.change(target, edit), [book, target]);

  // A menu that was read long ago: what sold out meanwhile came over the channel, hours did not. A refusal knows more than the page.
  const refusal = draft.refusal?.code;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another refusal is another reason to read it again.
  useEffect(() => void refresh(), [refresh, refusal]);

  const add = useCallback(
    (item: MenuItemDto) => {
      if (needsChoice(item)) return setSheet({ kind: "item", itemId: item.id, back: false });
      const key = newIdempotencyKey();
      const line: CartLine = {
        key,
        menuItemId: item.id,
        name: item.name,
        modifierIds: [],
        quantity: 1,
        note: "",
        ...(course > 1 ? { course } : {}),
      };
      change((now) => changeCart(now, (cart) => addLine(cart, line)));
      const cart = book.read()[id]?.cart;
      const isSame = (each: CartLine) =>
        each.menuItemId === item.id && each.modifierIds.length === 0 && !each.note && each.course === line.course;
      const grown = cart?.lines.find((each) => each.key === key) ?? cart?.lines.find(isSame);
      if (grown) setTaps((before) => [...before.slice(-30), grown.key]);
      setSaid(t("menu.added", { name: item.name }));
    },
    [change, book, id, course, t],
  );
  const open = useCallback((item: MenuItemDto) => setSheet({ kind: "item", itemId: item.id, back: false }), []);

  const held = taps.filter((key) => draft.cart.lines.some((line) => line.key === key));
  const lastTap = draft.cart.lines.find((line) => line.key === held.at(-1));
  const takeBack = () => {
    if (!lastTap) return;
    change((now) => changeCart(now, (cart) => setQuantity(cart, lastTap.key, lastTap.quantity - 1)));
    setTaps(held.slice(0, -1));
    setSaid(t("menu.takenBack", { name: lastTap.name }));
  };

  const send = () => {
    const request = toPadRequest(draft, priced, newIdempotencyKey(), new Date());
    if (request && !locked) sender.send(target, request);
  };
  const table = target.kind === "order" ? findTable(areas, target.tableNumber) : null;
  const gone = draft.refusal?.code === "state-moved" || draft.refusal?.code === "not-found";
  const closed = target.kind === "order" && (gone || (existing !== null && !takesMore(existing)));

  const order: PadOrderProps = {
    draft,
    priced,
    courses,
    existing,
    closed,
    currency: menu.currency,
    second,
    locale,
    waiting: locked && sender.waiting.has(id),
    actions: {
      onQuantity: ({ line, item }, quantity) => {
        const before = draft;
        change((now) => changeCart(now, (cart) => setQuantity(cart, line.key, quantity)));
        if (quantity > 0) return;
        showToast(t("line.removed", { name: item?.name ?? line.name }), {
          label: tc("undo"),
          run: () =>
            change((now) =>
              changeCart(now, (cart) =>
                cart.lines.some((each) => each.key === line.key)
                  ? cart
                  : { ...cart, lines: cart.lines.toSpliced(before.cart.lines.indexOf(line), 0, line) },
              ),
            ),
        });
      },
      onEdit: (line) =>
        setSheet({ kind: "item", itemId: line.menuItemId, lineKey: line.key, back: sheet?.kind === "order" }),
      onCourse: (key, course) => change((now) => changeCart(now, (cart) => setCourse(cart, key, course))),
      onMoveAll: (from, to) => change((now) => changeCart(now, (cart) => moveCourse(cart, from, to))),
      onSendNow: (course, atOnce) =>
        change((now) => ({
          ...now,
          sendNow: atOnce ? [...now.sendNow, course] : now.sendNow.filter((each) => each !== course),
        })),
    },
    onNote: (note) => change((now) => changeCart(now, (cart) => ({ ...cart, note }))),
    onSend: send,
    onTryNow: sender.tryNow,
    onNewInstead: () => onTarget(table ? targetOfTable(table) : { kind: "counter" }),
  };

  // The draft that was here when the pad was opened, until it is sent or thrown away.
  const [reopened] = useState(() => (book.drafts[id]?.pending ? null : (book.drafts[id]?.startedAt ?? null)));
  const discard = () => {
    const thrown = draft;
    book.replace((all) => keepDraft(all, newDraft(target, new Date())));
    showToast(t("draft.discarded"), {
      label: tc("undo"),
      run: () => book.replace((all) => (all[id] ? all : keepDraft(all, thrown))),
    });
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

  const item = sheet?.kind === "item" ? items.get(sheet.itemId) : undefined;
  const line = sheet?.kind === "item" ? draft.cart.lines.find((each) => each.key === sheet.lineKey) : undefined;
  const closeItem = () => setSheet(sheet?.kind === "item" && sheet.back && !wide ? { kind: "order" } : null);
  const foot = <PadOrderFoot {...order} />;
  const hasFoot = priced.lines.length > 0 || order.waiting || closed;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: shortcuts for who has a keyboard; every act has its button.
    <div onKeyDown={onKeyDown} className="flex min-h-0 flex-1 flex-col">
      {reopened && draft.startedAt === reopened && !locked ? (
        <div className="flex min-h-11 flex-none items-center gap-2 border-b border-line bg-sunk pr-1.5 pl-4 text-sm lg:px-6">
          <p className="flex-1">{t("draft.from", { time: clockTime(reopened, locale, timezone) })}</p>
          <Button look="quiet" size="row" onClick={discard}>
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
          course={hasCourses(target) ? course : null}
          onCourse={setAddingTo}
          onAdd={add}
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
            onClick={takeBack}
            className={buttonClass("outline", "main", "w-14 flex-none px-0!")}
          >
            <Undo2 aria-hidden className="size-6" strokeWidth={1.75} />
          </button>
          <OrderBar order={order} locale={locale} onOpen={() => setSheet({ kind: "order" })} />
        </div>
      )}
      <p role="status" className="sr-only">
        {said}
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
          addTo={course}
          onClose={closeItem}
          onChoose={
            locked
              ? undefined
              : (choice) => {
                  const chosen = { menuItemId: item.id, name: item.name, ...choice };
                  change((now) =>
                    changeCart(now, (cart) =>
                      line
                        ? changeLine(cart, line.key, chosen)
                        : addLine(cart, { key: newIdempotencyKey(), ...chosen }),
                    ),
                  );
                  setSaid(t("menu.added", { name: item.name }));
                  closeItem();
                }
          }
        />
      ) : null}
    </div>
  );
}

/** The order in one line at the foot of a phone: how many, what it costs; a press opens it. */
function OrderBar({ order, locale, onOpen }: { order: PadOrderProps; locale: string; onOpen: () => void }) {
  const t = useTranslations("pad.order");
  const { priced, currency, second, waiting } = order;
  const total = formatMoney(priced.total, currency, locale);
  const count = priced.lines.reduce((sum, { line }) => sum + line.quantity, 0);
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-label={t("open", { count, total })}
      disabled={count === 0 && !waiting && !order.existing}
      onClick={onOpen}
      className="press flex min-h-14 min-w-0 flex-1 items-center gap-3 rounded-md bg-accent pr-4 pl-3 text-left leading-tight font-semibold text-on-accent hover:bg-accent-down disabled:bg-sunk disabled:text-ink-3"
    >
      <span className="grid h-8 min-w-8 flex-none place-items-center rounded-sm bg-on-accent px-1 text-accent">
        {waiting ? <CloudOff aria-hidden className="size-5" strokeWidth={2} /> : count}
      </span>
      <span className="min-w-0">{waiting ? t("notSentShort") : t("title")}</span>
      <span className="ml-auto text-right leading-[18px] whitespace-nowrap">
        {total}
        {second ? (
          <small className="block text-xs leading-4 font-normal">
            {formatMoney(secondAmount(priced.total, currency, second), second.currency, locale)}
          </small>
        ) : null}
      </span>
    </button>
  );
}
