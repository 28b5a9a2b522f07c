/** Sounds are made here and not loaded: nothing to fetch on poor wifi, and each kind is told apart without looking. */
export type SoundKind = "order" | "call" | "ready";

interface Note {
  /** Hz */
  pitch: number;
  /** Seconds from the start of the sound. */
  at: number;
  /** Seconds. */
  length: number;
  wave: OscillatorType;
  /** 0 to 1, beside the volume. */
  loudness: number;
}

const tunes: Record<SoundKind, readonly Note[]> = {
  // Two soft steps up.
  order: [
    { pitch: 587, at: 0, length: 0.22, wave: "triangle", loudness: 0.7 },
    { pitch: 880, at: 0.14, length: 0.36, wave: "triangle", loudness: 0.7 },
  ],
  // Three hard pairs that cut through a full room.
  call: [0, 0.3, 0.6].flatMap((at) => [
    { pitch: 988, at, length: 0.11, wave: "square" as const, loudness: 0.55 },
    { pitch: 740, at: at + 0.13, length: 0.11, wave: "square" as const, loudness: 0.55 },
  ]),
  // A counter bell: one stroke and its overtone.
  ready: [
    { pitch: 1568, at: 0, length: 0.9, wave: "sine", loudness: 0.6 },
    { pitch: 3950, at: 0, length: 0.35, wave: "sine", loudness: 0.18 },
  ],
};

/** Seconds between two rings of an unanswered call. */
const callEvery = 4;
const storageKey = "servery.sound";

export interface SoundState {
  muted: boolean;
  /** 0 to 1 */
  volume: number;
  /** The browser lets no page sound before a person has touched it. */
  blocked: boolean;
}

const silentServer: SoundState = { muted: false, volume: 0.8, blocked: false };
let state: SoundState = silentServer;
let context: AudioContext | null = null;
let started = false;
let callTimer: ReturnType<typeof setInterval> | null = null;
const listeners = new Set<() => void>();

function change(next: Partial<SoundState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

function readStored(): Partial<SoundState> {
  try {
    const { muted, volume } = JSON.parse(localStorage.getItem(storageKey) ?? "{}") as Partial<SoundState>;
    return {
      ...(typeof muted === "boolean" ? { muted } : {}),
      ...(typeof volume === "number" && volume >= 0 && volume <= 1 ? { volume } : {}),
    };
  } catch {
    return {};
  }
}

function store(): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify({ muted: state.muted, volume: state.volume }));
  } catch {
    // A browser that keeps nothing still sounds until it is closed.
  }
}

function readBlocked(): void {
  const blocked = context?.state !== "running";
  if (blocked !== state.blocked) change({ blocked });
}

/** Asks the browser to let the page sound; works inside a press, or when the person allowed it for good. */
export function unlockSound(): void {
  if (typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  context.onstatechange = readBlocked;
  if (context.state === "running") readBlocked();
  else
    void context
      .resume()
      .then(readBlocked)
      .catch(() => undefined);
}

function start(): void {
  if (started) return;
  started = true;
  change(readStored());
  unlockSound();
  // The promise of resume() stays open while the browser refuses, so the answer is looked at once instead.
  setTimeout(readBlocked, 300);
  for (const press of ["pointerup", "keydown"]) {
    window.addEventListener(press, () => context?.state !== "running" && unlockSound(), { passive: true });
  }
  window.addEventListener("storage", (event) => event.key === storageKey && change(readStored()));
}

export function subscribeSound(listener: () => void): () => void {
  listeners.add(listener);
  start();
  return () => listeners.delete(listener);
}

export function readSound(): SoundState {
  return state;
}

export function readSoundOnServer(): SoundState {
  return silentServer;
}

/** Plays a sound at the device's volume; nothing while muted or blocked. */
export function playSound(kind: SoundKind): void {
  if (state.muted || context?.state !== "running") return;
  const now = context.currentTime + 0.02;
  for (const note of tunes[kind]) {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.type = note.wave;
    oscillator.frequency.value = note.pitch;
    const from = now + note.at;
    // Ears hear loudness as a power: the slider's middle should sound like the middle.
    const peak = Math.max(0.0001, note.loudness * state.volume ** 2);
    gain.gain.setValueAtTime(0.0001, from);
    gain.gain.exponentialRampToValueAtTime(peak, from + 0.012);
    gain.gain.exponentialRampToValueAtTime(0.0001, from + note.length);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(from);
    oscillator.stop(from + note.length + 0.05);
  }
}

function ring(): void {
  playSound("call");
  if (!state.muted && navigator.userActivation?.hasBeenActive) navigator.vibrate?.([180, 90, 180]);
}

/** Rings at once and every four seconds until told to stop. */
export function setCallRinging(on: boolean): void {
  if (on && !callTimer) {
    ring();
    callTimer = setInterval(ring, callEvery * 1000);
  } else if (!on && callTimer) {
    clearInterval(callTimer);
    callTimer = null;
  }
}

export function setMuted(muted: boolean): void {
  change({ muted });
  store();
  if (!muted) {
    unlockSound();
    setTimeout(() => playSound("ready"), 80);
  }
}

/** `volume` from 0 to 1. */
export function setVolume(volume: number): void {
  change({ volume });
  store();
}
