import type { ApiClient } from "@/e2e/api-client";
import type { StationDto, TicketDto } from "@/lib/kitchen/schema";
import type { MenuDto } from "@/lib/menu/schema";
import type { Chance } from "./chance";
import type { Shortage } from "./evening";
import { type Stage, shift } from "./stage";

/** Tickets that a station works on at once. */
const hands = 4;
/** Of a station's target, how much a ticket usually takes: a good kitchen keeps most of its promises. */
const usualShare = 0.65;
/** How often several lines are finished one after another instead of all with the ticket. */
const lineByLine = 0.4;
/** How often a ticket is bumped before it is right, and taken back. */
const tooEarly = 0.03;
/** Minutes until a cook has looked up and taken note of a change. */
const looksUp = [0.3, 1.5] as const;

/** What is to be done of it here: on a ticket of what others hand over, once all of it arrived. */
function isToBeMade({ isPass, state, items }: TicketDto): boolean {
  if (isPass) return state === "preparing" && items.every((item) => item.state !== "queued");
  return state === "queued" || state === "preparing";
}

/** A station's cook: takes rushed tickets first and the others in their order, a few at a time, and sends each when it is made. */
export async function cook(stage: Stage, client: ApiClient, station: StationDto, chance: Chance): Promise<void> {
  const busy = new Map<string, Promise<void>>();
  const begin = (what: string, work: () => Promise<void>) => {
    if (!busy.has(what))
      busy.set(
        what,
        work().finally(() => busy.delete(what)),
      );
  };
  await shift(stage, 10, async () => {
    const seen = await stage.ask<{ items: TicketDto[] }>("tickets", () =>
      client.get(`tickets?station=${station.type}`),
    );
    const tickets = seen?.items ?? [];
    for (const { id, changedAt, changeSeenAt } of tickets) {
      if (changedAt !== null && changeSeenAt === null) begin(`note ${id}`, () => note(stage, client, id, chance));
    }
    const next = tickets
      .filter((ticket) => isToBeMade(ticket) && !busy.has(ticket.id))
      .sort((a, b) => Number(b.rushAt !== null) - Number(a.rushAt !== null));
    const free = hands - [...busy.keys()].filter((what) => !what.startsWith("note ")).length;
    for (const ticket of next.slice(0, Math.max(0, free))) {
      const minutes = (chance.around(usualShare) * station.targetSeconds) / 60;
      begin(ticket.id, () => make(stage, client, ticket, minutes, chance));
    }
  });
}

async function note(stage: Stage, client: ApiClient, id: string, chance: Chance): Promise<void> {
  await stage.pass(chance.between(...looksUp));
  if (await stage.ask("take note", () => client.post(`tickets/${id}/seen`, {}, { key: false }))) stage.tally.noted++;
}

async function make(
  stage: Stage,
  client: ApiClient,
  { id, isPass, state, items }: TicketDto,
  minutes: number,
  chance: Chance,
): Promise<void> {
  const send = (what: string, status: "preparing" | "ready") =>
    stage.ask<TicketDto>(what, () => client.patch(`tickets/${id}/status`, { status }));
  if (state === "queued") await send("start", "preparing");
  const lines = items.filter((item) => item.state === "queued" || item.state === "preparing");
  const alone = chance.happens(lineByLine) ? lines.slice(1) : [];
  for (const line of alone) {
    await stage.pass(minutes / lines.length);
    if (stage.isOver) return;
    // Called off meanwhile, it is refused.
    const step = { status: "ready", ticketId: id };
    await stage.ask("finish", () => client.patch(`order-items/${line.id}/status`, step));
  }
  await stage.pass(minutes - (minutes / Math.max(1, lines.length)) * alone.length);
  if (stage.isOver) return;
  const made = await send("bump", "ready");
  if (!made) return;
  stage.tally["tickets made"]++;
  const isHandedOn = made.items.some(({ passTicketId }) => passTicketId !== null);
  if (isPass || isHandedOn || !chance.happens(tooEarly)) return;
  await stage.pass(chance.between(0.1, 0.4));
  if (!(await stage.ask("recall", () => client.post(`tickets/${id}/recall`, {}, { key: false })))) return;
  stage.tally.recalled++;
  await stage.pass(chance.between(0.5, 2));
  await send("bump again", "ready");
}

/** What the kitchen runs out of goes off every phone for its time, and back on the menu, also when the evening is over before. */
export async function runOut(
  stage: Stage,
  client: ApiClient,
  shortages: readonly Shortage[],
  chance: Chance,
): Promise<void> {
  for (const { at, lasts } of shortages) {
    await stage.pass(at - stage.minute);
    if (stage.isOver) return;
    const menu = await stage.ask<MenuDto>("menu", () => client.get("menu?locale=en"));
    const dishes = (menu?.categories ?? [])
      .flatMap(({ items }) => items)
      .filter(({ available, station }) => available && station !== null && station !== "bar");
    if (dishes.length === 0) continue;
    const path = `menu-items/${chance.of(dishes).id}/sold-out`;
    if (!(await stage.ask("sell out", () => client.post(path, {}, { key: false })))) continue;
    stage.tally["sold out"]++;
    await stage.pass(lasts);
    await stage.ask("bring back", () => client.request("DELETE", path));
  }
}
