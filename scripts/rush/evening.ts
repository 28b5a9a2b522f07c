import type { Chance } from "./chance";

/** A party that comes to eat. Minutes count from the evening's beginning. */
export interface Party {
  arrives: number;
  guests: number;
  /** Phones that order; the rest look over a shoulder. */
  phones: number;
  /** Minutes after the last order was sent at which each further one is; the first comes `reads` after sitting down. */
  reads: number;
  rounds: Round[];
  callsForHelp: boolean;
  /** Minutes after its first order at which it asks where the food is, should that not be there; null is patient. */
  patience: number | null;
  paysBy: "payment_card" | "payment_cash";
  chance: Chance;
}

export interface Round {
  /** Minutes after the round before was served. */
  after: number;
  kind: "drinks" | "meal" | "sweet";
}

/** Parties an hour at a minute of the evening, of which the busiest is a little after the middle. */
export function arrivalsPerHour(minute: number, minutes: number): number {
  const place = minute / minutes;
  const peak = 0.45;
  return 4 + 22 * Math.exp(-(((place - peak) / 0.22) ** 2));
}

/** Who comes when and does what, for an evening of so many minutes; the last fifth sees nobody new. */
export function planEvening(chance: Chance, minutes: number): Party[] {
  const parties: Party[] = [];
  // Thinning: candidates at the highest rate, each kept with the share that its minute has of it.
  const most = 26;
  for (let at = chance.until(most); at < minutes * 0.8; at += chance.until(most)) {
    if (!chance.happens(arrivalsPerHour(at, minutes) / most)) continue;
    parties.push(planParty(chance.child(), at));
  }
  return parties;
}

function planParty(chance: Chance, arrives: number): Party {
  const guests = chance.of([1, 2, 2, 2, 2, 3, 3, 4, 4, 4, 5, 6]);
  const rounds: Round[] = [{ after: 0, kind: "meal" }];
  if (chance.happens(0.7)) rounds.push({ after: chance.between(8, 25), kind: "drinks" });
  if (chance.happens(0.35)) rounds.push({ after: chance.between(5, 15), kind: "sweet" });
  if (chance.happens(0.3)) rounds.push({ after: chance.between(8, 20), kind: "drinks" });
  return {
    arrives,
    guests,
    phones: Math.min(guests, chance.whole(1, 3)),
    reads: chance.between(2, 8),
    rounds,
    callsForHelp: chance.happens(0.25),
    patience: chance.happens(0.2) ? chance.between(4, 14) : null,
    paysBy: chance.happens(0.7) ? "payment_card" : "payment_cash",
    chance,
  };
}

/** A dish that the kitchen is out of, from minute `at` for `lasts` minutes. */
export interface Shortage {
  at: number;
  lasts: number;
}

/** One to three dishes run out in the middle of an evening of so many minutes, one after another, and are there again before it ends. */
export function planShortages(chance: Chance, minutes: number): Shortage[] {
  const count = chance.whole(1, 3);
  // Each within a part of the evening of its own.
  const part = (minutes * 0.6) / count;
  return Array.from({ length: count }, (_, nth) => {
    const at = minutes * 0.2 + part * (nth + chance.between(0, 0.4));
    return { at, lasts: part * chance.between(0.3, 0.6) };
  });
}
