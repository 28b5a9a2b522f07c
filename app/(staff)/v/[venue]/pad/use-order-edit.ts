"use client";

import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { showNotice, showToast } from "@/components/alerts/messages";
import type { MenuItemDto } from "@/lib/menu/schema";
import {
  addLine,
  type CartLine,
  changeLine,
  itemsById,
  priceCart,
  restoreLine,
  sameChoice,
  setQuantity,
} from "@/lib/orders/guest-cart";
import {
  changeCart,
  coursesOf,
  keepDraft,
  moveCourse,
  newDraft,
  type PadDraft,
  type PadTarget,
  setCourse,
  targetId,
  toPadRequest,
} from "@/lib/orders/pad-draft";
import { newIdempotencyKey } from "@/lib/platform/http/client";
import type { PadChoice } from "./pad-item-sheet";
import type { PadLineActions } from "./pad-lines";
import { usePad } from "./pad-provider";

/** So many taps can be taken back, one after the other. */
const maxTaps = 30;

/** The draft for a target, at the live menu's prices, and everything that changes or sends it. */
export function useOrderEdit(target: PadTarget, menu: Parameters<typeof itemsById>[0]) {
  const t = useTranslations("pad");
  const tc = useTranslations("common");
  const { book, sender } = usePad();
  const id = targetId(target);
  const fresh = useMemo(() => newDraft(target, new Date()), [target]);
  const draft = book.drafts[id] ?? fresh;
  const items = useMemo(() => itemsById(menu), [menu]);
  const priced = useMemo(() => priceCart(draft.cart, items), [draft.cart, items]);
  const courses = useMemo(() => coursesOf(priced, draft), [priced, draft]);
  /** Keys of the lines that were added by a tap, the last one last. */
  const [taps, setTaps] = useState<readonly string[]>([]);
  /** Where a tapped dish goes. */
  const [course, setAddingTo] = useState(1);
  const [said, setSaid] = useState("");
  // The draft that was here when the pad was opened, until it is sent or thrown away.
  const [reopened] = useState(() => (book.drafts[id]?.pending ? null : (book.drafts[id]?.startedAt ?? null)));
  const locked = draft.pending !== null;

  const change = useCallback((edit: (draft: PadDraft) => PadDraft) => book.change(target, edit), [book, target]);
  const put = useCallback(
    (line: CartLine) => {
      const before = book.read()[id]?.cart.lines.length ?? 0;
      change((now) => changeCart(now, (cart) => addLine(cart, line)));
      const lines = book.read()[id]?.cart.lines ?? [];
      const grown = lines.length > before ? lines.at(-1) : lines.find((each) => sameChoice(each, line));
      if (!grown) return showNotice(t("order.full"));
      setTaps((keys) => [...keys.slice(1 - maxTaps), grown.key]);
      setSaid(t("menu.added", { name: line.name }));
    },
    [change, book, id, t],
  );
  const add = useCallback(
    (item: MenuItemDto) =>
      put({
        key: newIdempotencyKey(),
        menuItemId: item.id,
        name: item.name,
        modifierIds: [],
        quantity: 1,
        note: "",
        ...(course > 1 ? { course } : {}),
      }),
    [put, course],
  );

  const held = taps.filter((key) => draft.cart.lines.some((line) => line.key === key));
  const lastTap = draft.cart.lines.find((line) => line.key === held.at(-1)) ?? null;

  const actions: Omit<PadLineActions, "onEdit"> = {
    onQuantity: ({ line, item }, quantity) => {
      const index = draft.cart.lines.indexOf(line);
      change((now) => changeCart(now, (cart) => setQuantity(cart, line.key, quantity)));
      if (quantity > 0) return;
      showToast(t("line.removed", { name: item?.name ?? line.name }), {
        label: tc("undo"),
        run: () => change((now) => changeCart(now, (cart) => restoreLine(cart, line, index))),
      });
    },
    onCourse: (key, to) => change((now) => changeCart(now, (cart) => setCourse(cart, key, to))),
    onMoveAll: (from, to) => change((now) => changeCart(now, (cart) => moveCourse(cart, from, to))),
    onSendNow: (which, atOnce) =>
      change((now) => ({
        ...now,
        sendNow: atOnce ? [...now.sendNow, which] : now.sendNow.filter((each) => each !== which),
      })),
  };

  return {
    draft,
    items,
    priced,
    courses,
    locked,
    course,
    setAddingTo,
    said,
    lastTap,
    actions,
    /** ISO 8601: it was here already when the pad was opened; null when not. */
    reopenedFrom: !locked && draft.startedAt === reopened ? reopened : null,
    waiting: locked && sender.waiting.has(id),
    add,
    /** Adds what was chosen for a dish, or changes a line to it. */
    choose: (item: MenuItemDto, choice: PadChoice, line: CartLine | undefined) => {
      const chosen = { menuItemId: item.id, name: item.name, ...choice };
      if (line) change((now) => changeCart(now, (cart) => changeLine(cart, line.key, chosen)));
      else put({ key: newIdempotencyKey(), ...chosen });
    },
    takeBack: () => {
      if (!lastTap) return;
      change((now) => changeCart(now, (cart) => setQuantity(cart, lastTap.key, lastTap.quantity - 1)));
      setTaps(held.slice(0, -1));
      setSaid(t("menu.takenBack", { name: lastTap.name }));
    },
    setNote: (note: string) => change((now) => changeCart(now, (cart) => ({ ...cart, note }))),
    discard: () => {
      const thrown = draft;
      book.replace((all) => keepDraft(all, newDraft(target, new Date())));
      showToast(t("draft.discarded"), {
        label: tc("undo"),
        run: () => book.replace((all) => (all[id] ? all : keepDraft(all, thrown))),
      });
    },
    send: () => {
      const request = toPadRequest(draft, priced, newIdempotencyKey(), new Date());
      if (request && !locked) sender.send(target, request);
    },
  };
}
