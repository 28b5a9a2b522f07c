"use client";

import { useEffect, useLayoutEffect, useRef } from "react";

/** A key that bounces is pressed once, in ms. */
const bounceMs = 300;

export interface BumpKeys {
  /** The card with this number, 1 to 10; the key 0 is the tenth. */
  slot(number: number): void;
  oldest(): void;
  undo(): void;
  recall(): void;
  help(): void;
  page(step: 1 | -1): void;
}

type Press = (keys: BumpKeys) => void;

const byCode: Record<string, Press> = {
  Enter: (keys) => keys.oldest(),
  NumpadEnter: (keys) => keys.oldest(),
  Backspace: (keys) => keys.undo(),
  KeyU: (keys) => keys.undo(),
  KeyR: (keys) => keys.recall(),
  KeyH: (keys) => keys.help(),
  PageDown: (keys) => keys.page(1),
  ArrowRight: (keys) => keys.page(1),
  PageUp: (keys) => keys.page(-1),
  ArrowLeft: (keys) => keys.page(-1),
};

function pressOf({ code, key }: KeyboardEvent): Press | null {
  if (key === "?") return byCode.KeyH ?? null;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined) return (keys) => keys.slot(digit === "0" ? 10 : Number(digit));
  return byCode[code] ?? null;
}

/** Whether a key is somebody else's: a field's, an open sheet's or menu's, or a button's that was reached by keys. */
function isTaken({ target, code }: KeyboardEvent, byTab: boolean): boolean {
  if (document.querySelector("dialog[open], [role=dialog][data-open], [role=menu][data-open]")) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return true;
  // A touch leaves the focus on what it pressed: Enter on a bump bar must not press that again.
  return byTab && /Enter$/.test(code) && target.matches("a, button, summary");
}

/** Listens to a bump bar, which is a keyboard. Letters go by their place, whatever the layout; `used` hears of the first one. */
export function useBumpKeys(keys: BumpKeys, used: () => void): void {
  const latest = useRef({ keys, used });
  useLayoutEffect(() => {
    latest.current = { keys, used };
  });
  useEffect(() => {
    let last = { code: "", at: 0 };
    let byTab = false;
    const touch = () => {
      byTab = false;
    };
    const listen = (event: KeyboardEvent) => {
      if (event.code === "Tab") byTab = true;
      if (event.defaultPrevented || event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
      const press = pressOf(event);
      if (!press || isTaken(event, byTab)) return;
      event.preventDefault();
      const at = performance.now();
      const bounced = last.code === event.code && at - last.at < bounceMs && !/^(Arrow|Page)/.test(event.code);
      last = { code: event.code, at };
      if (bounced) return;
      if (!/^(Arrow|Page|Slash)/.test(event.code)) latest.current.used();
      press(latest.current.keys);
    };
    window.addEventListener("keydown", listen);
    window.addEventListener("pointerdown", touch, { capture: true, passive: true });
    return () => {
      window.removeEventListener("keydown", listen);
      window.removeEventListener("pointerdown", touch, { capture: true });
    };
  }, []);
}
