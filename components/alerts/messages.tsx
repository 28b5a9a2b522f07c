"use client";

import { Check, TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { IconButton } from "@/components/ui/button";

/** What a page tells in passing: a toast about something done, or a notice about something that did not work. One at a time. */
export interface Message {
  id: number;
  kind: "toast" | "notice";
  text: string;
  action?: { label: string; run: () => void };
  /** ms */
  lasts: number;
}

const toastLasts = 6_000;
const toastWithUndoLasts = 10_000;
const noticeLasts = 15_000;

let current: Message | null = null;
let nextId = 1;
const listeners = new Set<() => void>();

function show(message: Message | null): void {
  current = message;
  for (const listener of listeners) listener();
}

/** Something was done; with an undo it stays for ten seconds. */
export function showToast(text: string, action?: Message["action"]): void {
  show({ id: nextId++, kind: "toast", text, action, lasts: action ? toastWithUndoLasts : toastLasts });
}

/** Something went otherwise than pressed: what happened and what to do. */
export function showNotice(text: string, action?: Message["action"]): void {
  show({ id: nextId++, kind: "notice", text, action, lasts: noticeLasts });
}

function dismiss(id: number): void {
  if (current?.id === id) show(null);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Typing keeps its own undo. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Where messages stand: at the foot, above the tab bar of phones or a sheet's action bar. Hover or focus holds them. */
export function MessageHost({ inSheet = false }: { inSheet?: boolean }) {
  const message = useSyncExternalStore(
    subscribe,
    () => current,
    () => null,
  );
  return (
    <div
      className={`pointer-events-none fixed inset-x-0 z-40 grid justify-items-center px-3 md:bottom-4 ${
        inSheet
          ? "bottom-[calc(6.75rem+env(safe-area-inset-bottom))]"
          : "bottom-[calc(4.5rem+env(safe-area-inset-bottom))]"
      }`}
    >
      <div aria-live="polite" className="w-full max-w-[480px]">
        {message?.kind === "toast" ? <MessageBar key={message.id} message={message} /> : null}
      </div>
      <div role="alert" className="w-full max-w-[480px]">
        {message?.kind === "notice" ? <MessageBar key={message.id} message={message} /> : null}
      </div>
    </div>
  );
}

function MessageBar({ message }: { message: Message }) {
  const t = useTranslations("common");
  const [held, setHeld] = useState(false);
  const left = useRef(message.lasts);
  useEffect(() => {
    if (held) return;
    const from = performance.now();
    const timer = setTimeout(() => dismiss(message.id), left.current);
    return () => {
      clearTimeout(timer);
      left.current = Math.max(1_500, left.current - (performance.now() - from));
    };
  }, [held, message.id]);

  const undoes = message.kind === "toast" && message.action !== undefined;
  useEffect(() => {
    if (!undoes) return;
    const press = (event: KeyboardEvent) => {
      // By its place on the keyboard: a Cyrillic layout has another letter there.
      const isKey = event.code === "KeyZ" && !event.altKey && !event.shiftKey;
      if (!isKey || event.repeat || event.defaultPrevented || isTyping(event.target)) return;
      event.preventDefault();
      dismiss(message.id);
      message.action?.run();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [undoes, message]);

  const toast = message.kind === "toast";
  const Icon = toast ? Check : TriangleAlert;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hover and focus hold the message; there is nothing to press here.
    <div
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={`pointer-events-auto flex min-h-14 animate-arrive items-center gap-3 rounded-md py-1.5 pr-1.5 pl-4 text-sm shadow-float ${
        toast ? "bg-ink text-paper" : "border-2 border-urgent-ink bg-surface text-ink"
      }`}
    >
      <Icon aria-hidden className={`size-5 flex-none ${toast ? "" : "text-urgent-ink"}`} strokeWidth={1.75} />
      <p className="flex-1">{message.text}</p>
      {message.action ? (
        <button
          type="button"
          aria-keyshortcuts={undoes ? "Z Control+Z" : undefined}
          onClick={() => {
            dismiss(message.id);
            message.action?.run();
          }}
          className={`press min-h-11 flex-none rounded-md px-3.5 font-semibold ${toast ? "hover:bg-paper/15 focus-visible:outline-paper" : "text-accent-ink hover:bg-sunk"}`}
        >
          {message.action.label}
        </button>
      ) : null}
      {toast ? null : (
        <IconButton label={t("close")} onClick={() => dismiss(message.id)}>
          <X aria-hidden className="size-5" strokeWidth={1.75} />
        </IconButton>
      )}
    </div>
  );
}
