"use client";

import { CloudOff } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import { showNotice, showToast } from "@/components/alerts/messages";
import { Button } from "@/components/ui/button";
import { type PadTarget, targetId } from "@/lib/orders/pad-draft";
import type { OrderDto } from "@/lib/orders/schema";
import type { SecondCurrency } from "@/lib/platform/money";
import { useConnection } from "@/lib/platform/realtime/provider";
import { useTargetName } from "./pad-words";
import { type PadDraftBook, usePadDrafts } from "./use-pad-drafts";
import { type PadSender, usePadSender } from "./use-pad-sender";

type SentListener = (order: OrderDto, target: PadTarget) => void;

export interface PadContextValue {
  book: PadDraftBook;
  sender: PadSender;
  second: SecondCurrency | null;
  /** Tells when an order was taken by the server, whoever sent it; answers how to stop listening. */
  onSent: (listener: SentListener) => () => void;
  /** The pad is open: it says itself what is not sent. */
  setOpen: (open: boolean) => void;
}

const PadContext = createContext<PadContextValue | null>(null);

export function usePad(): PadContextValue {
  const pad = useContext(PadContext);
  if (!pad) throw new Error("There is no PadProvider above this component.");
  return pad;
}

/**
 * Keeps what this person has taken down and sends what is on its way, on whatever page of the staff they are. While something
 * cannot be sent and the pad is closed, a bar at the foot says so.
 */
export function PadProvider({
  venue,
  userId,
  second,
  children,
}: {
  venue: string;
  userId: string;
  second: SecondCurrency | null;
  children: ReactNode;
}) {
  const t = useTranslations("pad");
  const te = useTranslations("errors");
  const nameOf = useTargetName();
  const book = usePadDrafts(userId);
  const [isOpen, setOpen] = useState(false);
  const openNow = useRef(isOpen);
  openNow.current = isOpen;
  const listeners = useRef(new Set<SentListener>());
  const onSent = useCallback((listener: SentListener) => {
    listeners.current.add(listener);
    return () => void listeners.current.delete(listener);
  }, []);

  const sender = usePadSender({
    venue,
    book,
    onSent: (order, { target }) => {
      const adds = target.kind === "order";
      showToast(t(adds ? "sent.added" : "sent.new", { place: nameOf(target), number: order.number }));
      for (const listener of listeners.current) listener(order, target);
    },
    onRefused: (code, { target }) => {
      if (!openNow.current) showNotice(`${t("refused.at", { place: nameOf(target) })} ${te(code)}`);
    },
    onSignedOut: () => showNotice(t("signedOut")),
  });

  // The network is back before the browser says so, or without it.
  const { status } = useConnection();
  const { tryNow } = sender;
  useEffect(() => {
    if (status === "live") tryNow();
  }, [status, tryNow]);

  const value = useMemo(() => ({ book, sender, second, onSent, setOpen }), [book, sender, second, onSent]);
  const unsent = Object.values(book.drafts).filter(
    ({ target, pending }) => pending && sender.waiting.has(targetId(target)),
  );
  return (
    <PadContext value={value}>
      {children}
      {!isOpen && unsent.length > 0 ? <UnsentBar venue={venue} targets={unsent.map(({ target }) => target)} /> : null}
    </PadContext>
  );
}

function UnsentBar({ venue, targets }: { venue: string; targets: readonly PadTarget[] }) {
  const t = useTranslations("pad");
  const nameOf = useTargetName();
  const pathname = usePathname();
  const router = useRouter();
  const home = `/v/${venue}/dashboard`;
  const bar = useRef<HTMLDivElement>(null);
  // The page's foot keeps clear of it.
  useEffect(() => {
    document.body.style.paddingBottom = `${bar.current?.offsetHeight ?? 0}px`;
    return () => {
      document.body.style.removeProperty("padding-bottom");
    };
  }, []);
  const open = () => {
    if (pathname === home) window.history.pushState(null, "", "?view=order");
    else router.push(`${home}?view=order`);
  };
  return (
    <div
      ref={bar}
      role="status"
      className="fixed inset-x-0 bottom-[calc(3.75rem+env(safe-area-inset-bottom))] z-20 flex min-h-14 items-center gap-3 bg-pending py-1.5 pr-1.5 pl-4 text-sm text-on-pending md:bottom-0 md:left-22"
    >
      <CloudOff aria-hidden className="size-6 flex-none" strokeWidth={1.75} />
      <p className="min-w-0 flex-1">
        <b className="font-semibold">{t("unsent.title", { count: targets.length })}</b> {targets.map(nameOf).join(", ")}
      </p>
      <Button size="row" className="border-on-pending! bg-transparent! text-on-pending" onClick={open}>
        {t("unsent.open")}
      </Button>
    </div>
  );
}
