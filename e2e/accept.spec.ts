import type { OrderDto } from "@/lib/orders/schema";
import { placeOrder } from "./api-client";
import { phone as phoneDevice } from "./devices";
import { expect, test } from "./fixtures";
import { Phone } from "./phone";
import { tablesOf } from "./tables";
import { expectLive, expectSameDocument, markDocument } from "./watch";
import { say } from "./words";

const [table, otherTable] = tablesOf.accept;
const dish = { en: "Chicken skewer", bg: "Пилешки шиш" };

// What other tests left hanging would push the new tickets to the next page.
test.beforeEach(({ house }) => house.clearWalls());

test("the first order of a table waits for a waiter, and accepting it sends it to the kitchen", async ({
  house,
  openAs,
}) => {
  const guest = await house.sit(table, { opened: false });
  expect(guest.sitting.ordering).toBe("needs-accept");
  const desk = await openAs(await house.staff("staff"), `/v/${house.venue}/dashboard`);
  const kitchen = await openAs(await house.staff("kitchen"), `/v/${house.venue}/kitchen/grill`);
  const phone = new Phone(await openAs(guest, `/en/${house.venue}/order?table=${table}`, phoneDevice));
  for (const page of [desk, kitchen]) {
    await expectLive(page);
    await markDocument(page);
  }
  await phone.add(dish.en, ["Green salad"]);
  const number = await phone.send();
  await phone.page.goto(`/en/${house.venue}/order/status`);
  await expect(phone.order(number).getByRole("heading")).toHaveText(say("en", "guest.status.waiting"));
  await markDocument(phone.page);
  const ticket = kitchen.getByRole("article", { name: new RegExp(` ${number},`) });
  await expect(ticket).toHaveCount(0);

  const row = desk.getByRole("article", { name: new RegExp(`, ${say("bg", "common.orderNumber", { number })}$`) });
  await expect(row).toHaveAttribute("data-section", "approval");
  await row.getByRole("button", { name: say("bg", "staff.orders.review") }).click();
  const sheet = desk.getByRole("dialog");
  await sheet.getByRole("button", { name: say("bg", "staff.orders.accept"), exact: true }).click();
  await expect(ticket).toHaveAttribute("data-state", "queued");
  await expect(ticket).toContainText(dish.bg);
  await expect(phone.order(number).getByRole("heading")).toHaveText(say("en", "guest.status.accepted"));
  for (const page of [desk, kitchen, phone.page]) await expectSameDocument(page);

  // The table is open now: what follows goes straight through.
  const next = await placeOrder(guest.client, [await house.line(dish.en)]);
  expect(next.approval).toBe("accepted");
  await expect(kitchen.getByRole("article", { name: new RegExp(` ${next.number},`) })).toBeVisible();
});

test("a declined order tells the guest why, and never reaches the kitchen", async ({ house, openAs }) => {
  const guest = await house.sit(otherTable, { opened: false });
  const phone = new Phone(await openAs(guest, `/en/${house.venue}/order/status`, phoneDevice));
  const order = await placeOrder(guest.client, [await house.line(dish.en)]);
  await expect(phone.order(order.number).getByRole("heading")).toHaveText(say("en", "guest.status.waiting"));
  const desk = await openAs(await house.staff("staff", 2), `/v/${house.venue}/dashboard`, phoneDevice);
  const row = desk.getByRole("article", {
    name: new RegExp(`, ${say("bg", "common.orderNumber", { number: order.number })}$`),
  });
  await row.getByRole("button", { name: say("bg", "staff.orders.reject"), exact: true }).click();
  const sheet = desk.getByRole("dialog");
  await sheet.getByText(say("bg", "staff.reasons.reject.kitchenClosed"), { exact: true }).click();
  await sheet.getByRole("button", { name: say("bg", "staff.reasons.reject.confirm") }).click();
  await expect(phone.order(order.number).getByRole("heading")).toHaveText(say("en", "guest.status.rejected"));
  await expect(phone.order(order.number)).toContainText(say("bg", "staff.reasons.reject.kitchenClosed"));
  await expect(row).toHaveCount(0);
  const { body } = await guest.client.get<OrderDto>(`orders/${order.id}`);
  expect(body).toMatchObject({ status: "cancelled", approval: "rejected", total: expect.any(Number) });
  const tickets = await (await house.staff("kitchen")).get("tickets");
  expect(tickets.body.items.filter((ticket: { orderId: string }) => ticket.orderId === order.id)).toEqual([]);
});

test("of two waiters who accept at once, one does and the other is told", async ({ house }) => {
  const guest = await house.sit(otherTable, { opened: false });
  const order = await placeOrder(guest.client, [await house.line(dish.en)]);
  const [one, two] = await Promise.all([house.staff("staff"), house.staff("staff", 2)]);
  const answers = await Promise.all([one, two, one, two].map((who) => who.post(`orders/${order.id}/accept`)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  const { body } = await (await house.staff("kitchen")).get("tickets");
  expect(body.items.filter((ticket: { orderId: string }) => ticket.orderId === order.id)).toHaveLength(1);
});
