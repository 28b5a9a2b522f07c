/** Sounds are made here and not loaded: nothing to fetch on poor wifi, and each kind is told apart without looking. */
export const floorSounds = ["order", "call", "ready", "notice"] as const;
/** What a kitchen's screen sounds for; `order` is a new ticket there. */
export const kitchenSounds = ["order", "change", "soon", "late"] as const;
export type SoundKind = (typeof floorSounds | typeof kitchenSounds)[number];

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
  // Two low, slow strokes: something to read, nothing to run for.
  notice: [
    { pitch: 392, at: 0, length: 0.4, wave: "triangle", loudness: 0.75 },
    { pitch: 330, at: 0.3, length: 0.55, wave: "triangle", loudness: 0.75 },
  ],
  // A counter bell: one stroke and its overtone.
  ready: [
    { pitch: 1568, at: 0, length: 0.9, wave: "sine", loudness: 0.6 },
    { pitch: 3950, at: 0, length: 0.35, wave: "sine", loudness: 0.18 },
  ],
  // Down and up again, quickly: what you know is not so any more.
  change: [740, 494, 740].map((pitch, nth) => ({
    pitch,
    at: nth * 0.16,
    length: 0.2,
    wave: "triangle" as const,
    loudness: 0.85,
  })),
  // Two dry knocks.
  soon: [0, 0.22].map((at) => ({ pitch: 440, at, length: 0.09, wave: "square" as const, loudness: 0.4 })),
  // A slow horn, high and low, twice.
  late: [0, 0.64].flatMap((at) => [
    { pitch: 622, at, length: 0.3, wave: "sawtooth" as const, loudness: 0.6 },
    { pitch: 466, at: at + 0.32, length: 0.3, wave: "sawtooth" as const, loudness: 0.6 },
  ]),
};

/** How long a sound lasts, in seconds. */
export function lengthOf(kind: SoundKind): number {
  return Math.max(...tunes[kind].map(({ at, length }) => at + length));
}

/** How an unanswered call rings, by how long it was left alone: seconds between two rings, and how much louder. */
const rings = [
  { every: 4, louder: 1, shake: [180, 90, 180] },
  { every: 2.5, louder: 1.35, shake: [260, 80, 260] },
  { every: 1.5, louder: 1.7, shake: [400, 60, 400, 60, 400] },
] as const;
export type RingLevel = 0 | 1 | 2;

const storageKey = "servery.sound";

export interface SoundState {
  /** null: the device sounds. Else until when it does not, ms since the epoch; Infinity: until somebody turns it on. */
  mutedUntil: number | null;
  /** 0 to 1 */
  volume: number;
  /** The browser lets no page sound before a person has touched it. */
  blocked: boolean;
}

const silentServer: SoundState = { mutedUntil: null, volume: 0.8, blocked: false };
let state: SoundState = silentServer;
let context: AudioContext | null = null;
let started = false;
let callTimer: ReturnType<typeof setInterval> | null = null;
let muteTimer: ReturnType<typeof setTimeout> | null = null;
const listeners = new Set<() => void>();

function change(next: Partial<SoundState>): void {
  state = { ...state, ...next };
  if (muteTimer) clearTimeout(muteTimer);
  muteTimer = null;
  const { mutedUntil } = state;
  // A timer sleeps with its device, so it looks again instead of trusting itself.
  if (mutedUntil !== null && mutedUntil !== Number.POSITIVE_INFINITY) {
    muteTimer = setTimeout(endMute, Math.min(60_000, Math.max(50, mutedUntil - Date.now())));
  }
  for (const listener of listeners) listener();
}

function endMute(): void {
  if (state.mutedUntil !== null && state.mutedUntil <= Date.now()) {
    change({ mutedUntil: null });
    store();
    unlockSound();
  } else change({});
}

function readStored(): Partial<SoundState> {
  try {
    const { mutedUntil, volume } = JSON.parse(localStorage.getItem(storageKey) ?? "{}") as {
      mutedUntil?: number | "always" | null;
      volume?: number;
    };
    const until = mutedUntil === "always" ? Number.POSITIVE_INFINITY : mutedUntil;
    return {
      mutedUntil: typeof until === "number" && until > Date.now() ? until : null,
      ...(typeof volume === "number" && volume >= 0 && volume <= 1 ? { volume } : {}),
    };
  } catch {
    return {};
  }
}

function store(): void {
  try {
    const { mutedUntil, volume } = state;
    const kept = mutedUntil === Number.POSITIVE_INFINITY ? "always" : mutedUntil;
    localStorage.setItem(storageKey, JSON.stringify({ mutedUntil: kept, volume }));
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

function sound(kind: SoundKind, louder = 1): void {
  if (context?.state !== "running") return;
  const now = context.currentTime + 0.02;
  for (const note of tunes[kind]) {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.type = note.wave;
    oscillator.frequency.value = note.pitch;
    const from = now + note.at;
    // Ears hear loudness as a power: the slider's middle should sound like the middle.
    const peak = Math.min(1, Math.max(0.0001, note.loudness * louder * state.volume ** 2));
    gain.gain.setValueAtTime(0.0001, from);
    gain.gain.exponentialRampToValueAtTime(peak, from + 0.012);
    gain.gain.exponentialRampToValueAtTime(0.0001, from + note.length);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(from);
    oscillator.stop(from + note.length + 0.05);
  }
}

/** Plays a sound at the device's volume; nothing while muted or blocked. */
export function playSound(kind: SoundKind): void {
  if (state.mutedUntil === null) sound(kind);
}

/** Plays a sound because somebody wants to hear it, muted or not; call it inside a press. */
export function testSound(kind: SoundKind): void {
  unlockSound();
  if (context?.state === "running") sound(kind);
  else setTimeout(() => sound(kind), 150);
}

/**
 * Rings at once and again and again until told to stop with null; a higher level rings louder and more often. Phones shake, if
 * a person has touched the page.
 */
export function setCallRinging(level: RingLevel | null): void {
  if (callTimer) clearInterval(callTimer);
  callTimer = null;
  if (level === null) return;
  const { every, louder, shake } = rings[level];
  const ring = () => {
    if (state.mutedUntil !== null) return;
    sound("call", louder);
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([...shake]);
  };
  ring();
  callTimer = setInterval(ring, every * 1000);
}

/** No sound for so many minutes, or with null until somebody turns it on. */
export function muteFor(minutes: number | null): void {
  change({ mutedUntil: minutes === null ? Number.POSITIVE_INFINITY : Date.now() + minutes * 60_000 });
  store();
}

export function unmute(): void {
  change({ mutedUntil: null });
  store();
  unlockSound();
  setTimeout(() => playSound("ready"), 80);
}

/** `volume` from 0 to 1. */
export function setVolume(volume: number): void {
  change({ volume });
  store();
}
