import { idlenessAt, readLastTouch, writeLastTouch } from "../idle";

export interface IdleWatchState {
  phase: "awake" | "warning" | "locked";
  /** Of the warning; whole seconds, at least 1. */
  secondsLeft: number;
}

interface Options {
  userId: string;
  limitMs: number;
  onChange: (state: IdleWatchState) => void;
}

/** How often touches are written down for other tabs, in ms. */
const writeEveryMs = 1_000;
/** For how long after a touch that ended the warning its click is swallowed, in ms: it was meant for the warning alone. */
const swallowMs = 700;

const touches = ["pointerdown", "keydown", "wheel"] as const;
/** What a press is made of: none of it may reach the page once the time has passed. */
const presses = ["pointerdown", "pointerup", "mousedown", "mouseup", "click", "keydown", "keyup"] as const;

/**
 * Watches the touches of a page against the venue's idle time. The clock is compared before a press is let through, so that a tablet
 * that slept is locked by the very press that wakes it.
 */
export class IdleWatch {
  #lastTouch: number;
  #written = 0;
  #swallowUntil = 0;
  #state: IdleWatchState = { phase: "awake", secondsLeft: 0 };

  constructor(private readonly options: Options) {
    // Read, not written: a page that was loaded by itself (an update, a restored tab) is no touch.
    this.#lastTouch = this.#kept() ?? Date.now();
  }

  /** Begins; the function it returns ends it. */
  start(): () => void {
    const look = () => this.#look(Date.now());
    const guard = (event: Event) => this.#guard(event);
    const touch = (event: Event) => this.#touch(event);
    for (const type of presses) window.addEventListener(type, guard, { capture: true });
    for (const type of touches) window.addEventListener(type, touch, { capture: true, passive: true });
    document.addEventListener("visibilitychange", look);
    window.addEventListener("pageshow", look);
    window.addEventListener("focus", look);
    const timer = setInterval(look, 500);
    look();
    return () => {
      clearInterval(timer);
      for (const type of presses) window.removeEventListener(type, guard, { capture: true });
      for (const type of touches) window.removeEventListener(type, touch, { capture: true });
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("pageshow", look);
      window.removeEventListener("focus", look);
    };
  }

  #kept(): number | null {
    try {
      return readLastTouch(window.localStorage, this.options.userId);
    } catch {
      return null;
    }
  }

  #guard(event: Event): void {
    const now = Date.now();
    this.#look(now);
    const isSwallowed = this.#state.phase === "locked" || (event.type !== "keydown" && now < this.#swallowUntil);
    if (!isSwallowed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  #touch(event: Event): void {
    const now = Date.now();
    if (this.#state.phase === "locked") return;
    if (this.#state.phase === "warning" && event.type !== "wheel") this.#swallowUntil = now + swallowMs;
    this.#lastTouch = now;
    if (now - this.#written >= writeEveryMs) {
      this.#written = now;
      try {
        writeLastTouch(window.localStorage, this.options.userId, now);
      } catch {
        // Without a store only this tab knows; it locks all the same.
      }
    }
    this.#look(now);
  }

  #look(now: number): void {
    if (this.#state.phase === "locked") return;
    // Another tab of the tablet may be the one in use.
    this.#lastTouch = Math.max(this.#lastTouch, Math.min(now, this.#kept() ?? 0));
    const idleness = idlenessAt(now, this.#lastTouch, this.options.limitMs);
    if (idleness.state === "over") this.#enter({ phase: "locked", secondsLeft: 0 });
    else if (idleness.state === "warning") {
      this.#enter({ phase: "warning", secondsLeft: Math.max(1, Math.ceil(idleness.msLeft / 1000)) });
    } else this.#enter({ phase: "awake", secondsLeft: 0 });
  }

  #enter(state: IdleWatchState): void {
    if (state.phase === this.#state.phase && state.secondsLeft === this.#state.secondsLeft) return;
    this.#state = state;
    this.options.onChange(state);
  }
}
