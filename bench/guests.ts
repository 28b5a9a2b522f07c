import type { Guest } from "@/e2e/api-client";
import type { House } from "@/e2e/house";

/** Phones at tables that a waiter opened, four a table. */
export async function seatGuests(house: House, count: number): Promise<Guest[]> {
  const guests: Guest[] = [];
  for (let n = 0; guests.length < count; n++) {
    const table = house.sheet.tables[n]?.number;
    if (!table) throw new Error("The demo house has too few tables.");
    guests.push(await house.sit(table));
    while (guests.length < count && guests.length % 4 !== 0) guests.push(await house.join(table));
  }
  return guests;
}
