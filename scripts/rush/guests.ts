import { randomUUID } from "node:crypto";
import type { Guest } from "@/e2e/api-client";
import { type House, requiredOptions } from "@/e2e/house";
import type { MenuDto, MenuItemDto } from "@/lib/menu/schema";
import type { OrderDto } from "@/lib/orders/schema";
import type { Chance } from "./chance";
import type { Party, Round } from "./evening";
import type { Stage } from "./stage";

/** The tables that are free, from the waiters' point of view; a party takes one at the door. */
export class Room {
  readonly #free: { number: string; seats: number }[];

  constructor(tables: readonly { number: string; seats: number }[]) {
    this.#free = [...tables].sort((a, b) => a.seats - b.seats);
  }

  /** The smallest free table that fits, or null: the party goes elsewhere. */
  take(guests: number): { number: string; seats: number } | null {
    const at = this.#free.findIndex(({ seats }) => seats >= guests);
    return at < 0 ? null : (this.#free.splice(at, 1)[0] ?? null);
  }

  giveBack(table: { number: string; seats: number }): void {
    this.#free.push(table);
    this.#free.sort((a, b) => a.seats - b.seats);
  }
}

const stationsOf: Record<Round["kind"], (item: MenuItemDto) => boolean> = {
  drinks: ({ station }) => station === "bar" || station === null,
  meal: ({ station }) => station === "grill" || station === "hot" || station === "cold",
  sweet: ({ station }) => station === "cold",
};

export interface Line {
  menuItemId: string;
  quantity: number;
  modifierIds: string[];
}

/** What a party of so many orders in a round, of what is not sold out; the same dish twice is one line. */
export function chooseLines(chance: Chance, menu: MenuDto, kind: Round["kind"], guests: number): Line[] {
  const dishes = menu.categories.flatMap(({ items }) => items).filter(({ available }) => available);
  const wanted = dishes.filter(stationsOf[kind]);
  const drinks = dishes.filter(stationsOf.drinks);
  const picks =
    kind === "meal"
      ? [...pick(chance, wanted, guests + 1), ...pick(chance, drinks, guests)]
      : pick(chance, wanted, guests);
  const lines = new Map<string, Line>();
  for (const dish of picks) {
    const line = lines.get(dish.id);
    if (line) line.quantity++;
    else lines.set(dish.id, { menuItemId: dish.id, quantity: 1, modifierIds: requiredOptions(dish) });
  }
  return [...lines.values()];
}

const pick = (chance: Chance, from: readonly MenuItemDto[], count: number): MenuItemDto[] =>
  from.length === 0 ? [] : Array.from({ length: count }, () => chance.of(from));

/** The sitting as the phone sees it; null while no server answers. */
const look = (phone: Guest | undefined) =>
  phone?.client.get<{ orders: OrderDto[] }>("table-sessions/current").catch(() => null) ?? null;

const finished = ({ status }: OrderDto) => status === "completed" || status === "cancelled";

/** One party's evening: sits down, orders by several phones, eats, calls, asks to pay, and waits for its table to be closed. */
export async function dine(stage: Stage, house: House, room: Room, party: Party): Promise<void> {
  const { chance } = party;
  await stage.pass(party.arrives - stage.minute);
  if (stage.isOver) return;
  const table = room.take(party.guests);
  if (!table) {
    stage.tally["turned away"]++;
    return;
  }
  stage.tally.parties++;
  try {
    const phones: Guest[] = [];
    for (let phone = 0; phone < party.phones; phone++)
      phones.push(await house.join(table.number, chance.of(["bg", "en", "uk"])));
    await stage.pass(party.reads);
    for (const round of party.rounds) {
      await stage.pass(round.after);
      if (stage.isOver) return;
      await (round === party.rounds[0] ? orderFirst : order)(stage, house, phones, round, party);
      if (party.callsForHelp && round === party.rounds[0]) await call(stage, phones[0], "help");
    }
    await stage.pass(chance.between(3, 12));
    await call(stage, phones[0], party.paysBy);
    // The waiter closes the table; the phone then belongs to nobody.
    await stage.until(40, async () => ((await look(phones[0]))?.status === 401 ? true : null));
  } catch (error) {
    if (!stage.isOver) stage.faults.push(`table ${table.number}: ${error instanceof Error ? error.message : error}`);
  } finally {
    room.giveBack(table);
  }
}

/** A round, shared out over the party's phones, which send at the same moment; resolves when it was served. */
async function order(stage: Stage, house: House, phones: readonly Guest[], round: Round, { chance, guests }: Party) {
  const menu = (await house.stranger().get<MenuDto>("menu?locale=en")).body;
  const lines = chooseLines(chance, menu, round.kind, guests);
  // The first phone orders alone where the first order waits for an accept: the others would wait with it.
  const shares = phones
    .map((_, nth) => lines.filter((_line, at) => at % phones.length === nth))
    .filter((share) => share.length > 0);
  const placed = await Promise.all(
    shares.map((items, nth) => {
      const phone = phones[nth];
      const key = randomUUID();
      return phone ? stage.ask<OrderDto>("order", () => phone.client.post("orders", { items }, { key })) : null;
    }),
  );
  const sent = placed.filter((each) => each !== null);
  stage.tally.orders += sent.length;
  stage.tally.lines += sent.reduce((sum, { items }) => sum + items.length, 0);
  await stage.until(60, async () => {
    const seen = await look(phones[0]);
    // Closed under them: nothing more comes.
    if (seen?.status === 401) return true;
    return seen?.status === 200 && seen.body.orders.every(finished) ? true : null;
  });
}

/** The first round of a party that may lose its patience before it is there. */
async function orderFirst(...[stage, house, phones, round, party]: Parameters<typeof order>): Promise<void> {
  let isThere = false;
  const served = order(stage, house, phones, round, party).finally(() => {
    isThere = true;
  });
  if (party.patience !== null) {
    await stage.pass(party.patience);
    if (!isThere) await call(stage, phones[0], "help");
  }
  await served;
}

async function call(stage: Stage, phone: Guest | undefined, callType: "help" | Party["paysBy"]): Promise<void> {
  if (!phone || stage.isOver) return;
  const key = randomUUID();
  await stage.ask("call", () => phone.client.post("waiter-calls", { callType }, { key }));
  stage.tally.calls++;
}
