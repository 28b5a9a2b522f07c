"use client";

import { useSyncExternalStore } from "react";
import type { Density, WallOrder } from "./wall-types";

export interface WallChoices {
  density: Density;
  order: WallOrder;
  /** A bump bar was used here: cards show their keys. */
  bumpBar: boolean;
}

const storageKey = "servery.kitchen-wall";
const standard: WallChoices = { density: "normal", order: "arrival", bumpBar: false };
const densities: readonly string[] = ["roomy", "normal", "dense"] satisfies Density[];
const orders: readonly string[] = ["arrival", "due"] satisfies WallOrder[];

let choices: WallChoices | null = null;
const listeners = new Set<() => void>();

/** What this device keeps; whatever is not understood is as it would be on a new one. */
function readStored(): WallChoices {
  try {
    const stored = JSON.parse(localStorage.getItem(storageKey) ?? "{}") as Partial<Record<keyof WallChoices, unknown>>;
    return {
      density: densities.includes(String(stored.density)) ? (stored.density as Density) : standard.density,
      order: orders.includes(String(stored.order)) ? (stored.order as WallOrder) : standard.order,
      bumpBar: stored.bumpBar === true,
    };
  } catch {
    return standard;
  }
}

function read(): WallChoices {
  choices ??= readStored();
  return choices;
}

function set(change: Partial<WallChoices>): void {
  choices = { ...read(), ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(choices));
  } catch {
    // A browser that keeps nothing still shows it until it is loaded anew.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How this device shows the wall. */
export function useWallSettings(): WallChoices & { set(change: Partial<WallChoices>): void } {
  const chosen = useSyncExternalStore(subscribe, read, () => standard);
  return { ...chosen, set };
}
