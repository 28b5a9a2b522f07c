import type { StationDto, TicketDto } from "@/lib/kitchen/schema";
import type { OrderDto } from "@/lib/orders/schema";
import { placeOrder } from "./api-client";
import { phone as phoneDevice } from "./devices";
import { expect, test } from "./fixtures";
import type { House } from "./house";
import { bump, cold, grilled, onWall, statusOf, ticketAt, ticketsOf } from "./kitchen-house";
import { Phone } from "./phone";
import { tablesOf } from "./tables";
import { expectLive } from "./watch";
import { say } from "./words";

const [table] = tablesOf.kitchenFlow;

test.beforeEach(({ house }) => house.clearWalls());

/** Has the grill hand over for as long as `work` takes, and never longer. */
async function withHandOver(house: House, to: string, work: () => Promise<OrderDto>): Promise<OrderDto> {
  const manager = await house.staff("manager");
  const grill = async () => {
    const { body } = await manager.get<{ items: StationDto[] }>("stations");
    return body.items.find(({ type }) => type === "grill") as StationDto;
  };
  const set = async (nextStation: string | null) => {
    const { id, version } = await grill();
    const { status, body } = await manager.patch<StationDto>(`stations/${id}`, { nextStation, version });
    expect([status, body.nextStation]).toEqual([200, nextStation]);
  };
  await set(to);
  try {
    return await work();
  } finally {
    await set(null);
  }
}

test("what the grill hands over is ready for the guest when the pass says so, on no screen earlier, and comes back", async ({
  house,
  openAs,
}) => {
  test.setTimeout(90_000);
  const guest = await house.sit(table);
  const [cook, manager] = [await house.staff("kitchen"), await house.staff("manager")];
  const order = await withHandOver(house, "pass", async () => {
    const desk = await openAs(await house.staff("staff"), `/v/${house.venue}/dashboard`);
    const phone = new Phone(await openAs(guest, `/en/${house.venue}/order/status`, phoneDevice));
    const wall = await openAs(cook, `/v/${house.venue}/kitchen/grill`);
    const pass = await openAs(manager, `/v/${house.venue}/kitchen/pass`);
    for (const page of [desk, wall, pass]) await expectLive(page);
    await expect(phone.page.getByText(say("en", "guest.connection.live"), { exact: true })).toBeVisible();
    const order = await placeOrder(guest.client, [await house.line(grilled), await house.line(grilled, 2)]);
    const heading = phone.order(order.number).getByRole("heading");
    const rowOf = ({ number }: OrderDto) =>
      desk.getByRole("article", { name: new RegExp(`, ${say("bg", "common.orderNumber", { number })}$`) });
    const row = rowOf(order);
    const [grill, gathers] = [await ticketAt(cook, order, "grill"), await ticketAt(cook, order, "pass")];
    expect([grill.isPass, gathers.isPass]).toEqual([false, true]);
    await expect(onWall(pass, order)).toHaveAttribute("data-state", "queued");
    const refused = await cook.patch(`tickets/${gathers.id}/status`, { status: "ready" });
    expect([refused.status, refused.body.code]).toEqual([409, "state-moved"]);

    await bump(cook, grill, "preparing", "ready");
    await expect(onWall(wall, order)).toHaveAttribute("data-state", "ready");
    await expect(onWall(pass, order)).toHaveAttribute("data-state", "preparing");
    // Whatever could have been said too early has been said when what came after it is there.
    const later = await placeOrder(guest.client, [await house.line(cold)]);
    await expect(phone.order(later.number)).toBeVisible();
    await expect(rowOf(later)).toHaveAttribute("data-section", "kitchen");
    await expect(heading).toHaveText(say("en", "guest.status.preparing"));
    await expect(row).toHaveAttribute("data-section", "kitchen");
    expect(await statusOf(cook, order)).toBe("preparing");
    const { body: sitting } = await guest.client.get<{ orders: OrderDto[] }>("table-sessions/current");
    const told = sitting.orders.find(({ id }) => id === order.id);
    expect(told?.items.map(({ state }) => state)).toEqual(["preparing", "preparing"]);

    await bump(cook, gathers, "ready");
    await expect(heading).toHaveText(say("en", "guest.status.ready"));
    await expect(row).toHaveAttribute("data-section", "ready");

    const back = await cook.post<TicketDto>(`tickets/${gathers.id}/recall`);
    expect([back.status, back.body.state]).toEqual([200, "preparing"]);
    await expect(heading).toHaveText(say("en", "guest.status.preparing"));
    await expect(row).toHaveAttribute("data-section", "kitchen");
    const further = await cook.post(`tickets/${gathers.id}/recall`);
    expect([further.status, further.body.code]).toEqual([409, "state-moved"]);
    const undone = await cook.post<TicketDto>(`tickets/${grill.id}/recall`);
    expect([undone.status, undone.body.state]).toEqual([200, "preparing"]);
    await expect(onWall(pass, order)).toHaveAttribute("data-state", "queued");
    await expect(onWall(wall, order)).toHaveAttribute("data-state", "preparing");

    // Who receives hands nothing on.
    const { body: stations } = await manager.get<{ items: StationDto[] }>("stations");
    const { id, version } = stations.items.find(({ type }) => type === "pass") as StationDto;
    const chain = await manager.patch(`stations/${id}`, { nextStation: "bar", version });
    expect([chain.status, chain.body.errors[0].path]).toEqual([422, "nextStation"]);
    return order;
  });
  // The grill hands nothing over any more, but this was sent to the pass.
  await bump(cook, await ticketAt(cook, order, "grill"), "ready");
  expect(await statusOf(cook, order)).toBe("preparing");
  await bump(cook, await ticketAt(cook, order, "pass"), "ready", "served");
  expect(await statusOf(cook, order)).toBe("completed");
  const next = await placeOrder(guest.client, [await house.line(grilled)]);
  expect((await ticketsOf(cook, next)).map(({ station }) => station)).toEqual(["grill"]);
});

test("the kitchen reads its own language, whatever the guest ordered in; the guest's note stays as typed", async ({
  house,
  openAs,
}) => {
  const cook = await house.staff("kitchen");
  const wall = await openAs(cook, `/v/${house.venue}/kitchen/cold`);
  await expectLive(wall);
  const note = "Без цибулі, будь ласка — алергія!";
  const guest = await house.sit(table, { locale: "uk" });
  const order = await placeOrder(guest.client, [{ ...(await house.line(cold)), note }]);
  const card = onWall(wall, order);
  await expect(card).toContainText("Шопска салата");
  await expect(card).toContainText(note);
  await expect(card).not.toContainText("Салат шопський");
  const ticket = await ticketAt(cook, order, "cold");
  expect(ticket.items).toMatchObject([{ name: "Шопска салата", note, names: { uk: "Салат шопський" } }]);
  const bumped = await cook.request<TicketDto>("PATCH", `tickets/${ticket.id}/status`, {
    body: { status: "preparing" },
    headers: { "accept-language": "uk" },
  });
  expect(bumped.body.items[0]?.name).toBe("Шопска салата");
});
