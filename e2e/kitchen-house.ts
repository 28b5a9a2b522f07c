import type { Page } from "@playwright/test";
import pg from "pg";
import type { TicketDto } from "@/lib/kitchen/schema";
import type { OrderDto } from "@/lib/orders/schema";
import type { ApiClient } from "./api-client";
import { expect, readRun } from "./fixtures";
import type { House } from "./house";
import { LiveSubscriber } from "./live-subscriber";
import { say } from "./words";

/** Dishes of the demo house, by where they are made: the grill, the cold kitchen, the bar, nowhere. */
export const [grilled, cold, poured, bottled] = [
  "Grilled sausage",
  "Shopska salad",
  "Espresso",
  "Still mineral water",
] as const;

/** The tickets of an order, the oldest first. */
export async function ticketsOf(who: ApiClient, order: Pick<OrderDto, "id">): Promise<TicketDto[]> {
  const { status, body } = await who.get<{ items: TicketDto[] }>("tickets");
  expect(status).toBe(200);
  return body.items.filter(({ orderId }) => orderId === order.id);
}

/** The one ticket that an order has at a station. */
export async function ticketAt(who: ApiClient, order: Pick<OrderDto, "id">, station: string): Promise<TicketDto> {
  const own = (await ticketsOf(who, order)).filter((ticket) => ticket.station === station);
  expect(own, station).toHaveLength(1);
  return own[0] as TicketDto;
}

/** Takes a ticket these steps on; answers it as the last of them left it. */
export async function bump(
  who: ApiClient,
  { id }: Pick<TicketDto, "id">,
  ...steps: ("preparing" | "ready" | "served")[]
): Promise<TicketDto> {
  let last: TicketDto | undefined;
  for (const status of steps) {
    const answer = await who.patch<TicketDto>(`tickets/${id}/status`, { status });
    expect([answer.status, answer.body.state]).toEqual([200, status]);
    last = answer.body;
  }
  return last as TicketDto;
}

export async function statusOf(who: ApiClient, { id }: Pick<OrderDto, "id">): Promise<OrderDto["status"]> {
  return (await who.get<OrderDto>(`orders/${id}`)).body.status;
}

/** What hangs on a wall of this order. */
export const onWall = (page: Page, { number }: OrderDto) =>
  page.getByRole("article", { name: new RegExp(`^${say("bg", "kitchen.ticketLabel", { number, table: "" })}`) });

/** A seat at the orders' channel, from now on; whoever asks for it stops it. */
export async function followOrders(house: House): Promise<LiveSubscriber> {
  const manager = await house.staff("manager");
  const channel = `private-${house.venue}-orders`;
  const { body } = await manager.get("dashboard");
  return new LiveSubscriber(manager, [channel]).start({ [channel]: body.cursors[channel] });
}

/** What the API keeps to itself. */
export async function readRows<Row extends object>(sql: string, value: unknown): Promise<Row[]> {
  const client = new pg.Client({ connectionString: readRun().databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql, [value])).rows;
  } finally {
    await client.end();
  }
}
