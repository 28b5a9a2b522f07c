import { phone as phoneDevice } from "./devices";
import { expect, test } from "./fixtures";
import { Phone } from "./phone";
import { tablesOf } from "./tables";
import { expectSameDocument, markDocument } from "./watch";
import { say } from "./words";

const [table] = tablesOf.soldOut;
const dish = "Snezhanka";

test("a dish that sells out is marked in an open cart, refused by the server, and comes back", async ({
  house,
  openAs,
}) => {
  const manager = await house.staff("manager");
  const { id } = await house.dish(dish);
  const setAvailable = async (available: boolean) => {
    const { status } = await manager.patch(`menu-items/${id}/availability`, { available });
    expect(status).toBe(200);
  };
  await setAvailable(true);
  const guest = await house.sit(table);
  const phone = new Phone(await openAs(guest, `/en/${house.venue}/order?table=${table}`, phoneDevice));
  await phone.add(dish);
  await phone.add("Shepherd’s salad");
  const cart = await phone.openCart();
  // Live means that the page follows the menu already.
  await phone.page.waitForTimeout(2_000);
  await markDocument(phone.page);
  try {
    await setAvailable(false);
    await expect(cart.locator("li").filter({ hasText: dish })).toContainText(say("en", "guest.cart.soldOut"));
    await expect(cart).toContainText(say("en", "guest.cart.problems"));
    const refused = await guest.client.post("orders", { items: [{ menuItemId: id, quantity: 1 }] });
    expect([refused.status, refused.body.code]).toEqual([409, "sold-out"]);
    await setAvailable(true);
    await expect(cart.locator("li").filter({ hasText: dish })).not.toContainText(say("en", "guest.cart.soldOut"));
    await setAvailable(false);
    await expect(cart.locator("li").filter({ hasText: dish })).toContainText(say("en", "guest.cart.soldOut"));
    const answer = phone.page.waitForResponse((response) => response.request().method() === "POST");
    await cart.getByRole("button", { name: say("en", "guest.cart.sendRest") }).click();
    const order = await (await answer).json();
    expect(order.items.map((item: { name: string }) => item.name)).toHaveLength(1);
    await expectSameDocument(phone.page);
  } finally {
    await setAvailable(true);
  }
});
