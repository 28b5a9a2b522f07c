import { setTimeout as sleep } from "node:timers/promises";
import type { Answer, ApiClient, Guest } from "@/e2e/api-client";
import type { House } from "@/e2e/house";
import type { TicketDto } from "@/lib/kitchen/schema";
import type { MenuDto } from "@/lib/menu/schema";
import type { OrderDto } from "@/lib/orders/schema";
import { Chance } from "@/scripts/rush/chance";
import { arrivalsPerHour, type Party, planEvening } from "@/scripts/rush/evening";
import { chooseLines, type Line } from "@/scripts/rush/guests";
import { seatGuests } from "./guests";

const evening = 240;
/** Orders in whose life something more happens than being made and carried out: one in so many. */
const rareIn = { rush: 15, void: 25, recall: 20, soldOut: 40 };

/** Who comes in so many hours that are all as busy as a Friday evening's busiest, and what they order, as `npm run rush` plans it. */
export function planOrders(menu: MenuDto, hours: number): { parties: number; orders: Line[][] } {
  const chance = new Chance(1);
  const busiest = Math.max(...Array.from({ length: evening }, (_, minute) => arrivalsPerHour(minute, evening)));
  const count = Math.round(busiest * hours);
  const parties: Party[] = [];
  while (parties.length < count) parties.push(...planEvening(chance.child(), evening));
  const orders = parties.slice(0, count).flatMap(({ rounds, guests, phones }) =>
    rounds.flatMap(({ kind }) => {
      const lines = chooseLines(chance, menu, kind, guests);
      const shares = Array.from({ length: phones }, (_, nth) => lines.filter((_line, at) => at % phones === nth));
      return shares.filter((each) => each.length > 0);
    }),
  );
  return { parties: count, orders };
}

type Ask = <T>(answer: Promise<Answer<T>>) => Promise<T>;

/** Phones that order, a cook and a waiter who never wait: every step is a request of its own, as it is in life. */
export class Service {
  #placed = 0;

  private constructor(
    readonly menu: MenuDto,
    private readonly guests: readonly Guest[],
    private readonly cook: ApiClient,
    private readonly waiter: ApiClient,
  ) {}

  static async begin(house: House): Promise<Service> {
    const guests = await seatGuests(house, 20);
    return new Service(await house.menu(), guests, await house.staff("kitchen"), await house.staff("manager"));
  }

  async place(items: readonly Line[]): Promise<OrderDto> {
    const guest = this.guests[this.#placed++ % this.guests.length] as Guest;
    for (;;) {
      const answer = await guest.client.post<OrderDto & { code?: string }>("orders", { items });
      // Another order is just having one of its dishes sold out, and back.
      if (answer.body.code !== "sold-out") return this.#done(answer);
      await sleep(50);
    }
  }

  /** What hangs on the wall and is not served, oldest first. */
  async open(): Promise<TicketDto[]> {
    const { items } = this.#done(await this.cook.get<{ items: TicketDto[] }>("tickets"));
    return items.filter(({ state }) => state !== "served" && state !== "voided");
  }

  /** The orders of those tickets, oldest first. */
  async openOrders(): Promise<OrderDto[]> {
    const ids = new Set((await this.open()).map(({ orderId }) => orderId));
    const orders: OrderDto[] = [];
    for (const id of ids) orders.push(this.#done(await this.waiter.get<OrderDto>(`orders/${id}`)));
    return orders;
  }

  /** Makes an order from its first ticket to its last plate; `beat` comes after every write. */
  async serve(order: OrderDto, beat: () => Promise<void> = async () => {}): Promise<void> {
    const is = (what: keyof typeof rareIn) => order.number % rareIn[what] === 0;
    const ask: Ask = async (answer) => {
      const body = this.#done(await answer);
      await beat();
      return body;
    };
    const sent = is("void") ? await this.#takeOff(order, ask) : order.items;
    const [first] = sent;
    const ids = [...new Set(sent.flatMap(({ ticketId, state }) => (state === "voided" ? [] : (ticketId ?? []))))];
    const passes = new Set<string>();
    for (const id of ids) {
      const made = await this.#make(id, is("rush"), ask);
      for (const { passTicketId } of made.items) if (passTicketId) passes.add(passTicketId);
    }
    for (const id of passes) await ask(this.cook.patch(`tickets/${id}/status`, { status: "ready" }));
    const [last] = ids.slice(-1);
    if (is("recall") && last && passes.size === 0) {
      await ask(this.cook.post(`tickets/${last}/recall`, {}, { key: false }));
      await ask(this.cook.patch(`tickets/${last}/status`, { status: "ready" }));
    }
    if (is("soldOut") && first) {
      await ask(this.waiter.post(`menu-items/${first.menuItemId}/sold-out`, {}, { key: false }));
      await ask(this.waiter.request("DELETE", `menu-items/${first.menuItemId}/sold-out`));
    }
    const { items } = this.#done(await this.waiter.get<OrderDto>(`orders/${order.id}`));
    for (const { id, state } of items) {
      if (state === "ready") await ask(this.waiter.patch(`order-items/${id}/status`, { status: "served" }));
    }
  }

  /** One station's part: begun, its first line finished alone where there are several, then bumped. */
  async #make(id: string, rushed: boolean, ask: Ask): Promise<TicketDto> {
    const status = (status: "preparing" | "ready") => this.cook.patch<TicketDto>(`tickets/${id}/status`, { status });
    if (rushed) await ask(this.waiter.post(`tickets/${id}/rush`, { rush: true }, { key: false }));
    const begun = await ask(status("preparing"));
    const lines = begun.items.filter(({ state }) => state === "preparing");
    const [line] = lines;
    if (lines.length > 1 && line) {
      await ask(this.cook.patch(`order-items/${line.id}/status`, { status: "ready", ticketId: id }));
    }
    return ask(status("ready"));
  }

  /** The order's items after the first that a station makes was called off, and the station took note. */
  async #takeOff({ items }: OrderDto, ask: Ask): Promise<OrderDto["items"]> {
    const item = items.find(({ ticketId }) => ticketId);
    if (!item) return items;
    const reason = "Ordered twice";
    const order = await ask(this.waiter.post<OrderDto>(`order-items/${item.id}/void`, { reason }, { key: false }));
    await ask(this.cook.post(`tickets/${item.ticketId}/seen`, {}, { key: false }));
    return order.items;
  }

  #done<T>({ status, body }: Answer<T>): T {
    if (status >= 300)
      throw new Error(`A step of the kitchen's work answered ${status}: ${JSON.stringify(body).slice(0, 300)}`);
    return body;
  }
}
