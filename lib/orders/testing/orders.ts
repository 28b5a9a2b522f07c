import { expect } from "vitest";
import type { Context, GuestActor, StaffActor } from "@/lib/platform/auth/actor";
import { getPrisma } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Idempotency } from "@/lib/platform/http/idempotency";
import { newId } from "@/lib/platform/ids";
import type { OutboxEvent } from "@/lib/platform/prisma/client";
import { eventRegistry } from "@/lib/platform/realtime/registry";
import { placeOrder } from "../commands/place-order";
import { type OrderDto, PlaceOrderInput } from "../schema";
import type { Dish, House } from "./fixture";

/** The AppError that a promise ends with; anything else fails the test. */
export async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => null,
    (thrown) => thrown,
  );
  if (!(error instanceof AppError)) throw error ?? new Error("It did not fail.");
  return error;
}

export function key(text = newId(), requestHash = "a body"): Idempotency {
  return { key: text, requestHash };
}

/** An order's body as the route would have read it. */
export function input(value: unknown): PlaceOrderInput {
  return PlaceOrderInput.parse(value);
}

export function line(menuItemId: string, quantity = 1, modifierIds: string[] = []) {
  return { menuItemId, quantity, modifierIds };
}

export async function place(
  ctx: Context<GuestActor | StaffActor>,
  what: PlaceOrderInput,
  idempotency: Idempotency | null = null,
): Promise<OrderDto> {
  return (await placeOrder(ctx, what, idempotency)).body;
}

/** Orders one of each of these dishes. */
export function order(house: House, who: Context<GuestActor | StaffActor>, ...dishes: Dish[]): Promise<OrderDto> {
  return place(who, { items: dishes.map((dish) => line(house.items[dish])) });
}

export function orderCount({ venue }: House): Promise<number> {
  return getPrisma().order.count({ where: { venueId: venue.id } });
}

/** The events after the first `from`; each payload must be exactly what its event declares. */
export async function newsSince(house: House, from: number): Promise<OutboxEvent[]> {
  const events = (await house.events()).slice(from);
  for (const { name, payload } of events) {
    // A name may stand for several payloads: a late call and a late ticket are both an SLA warning.
    const declared = eventRegistry.filter((each) => each.name === name);
    expect(declared.map((each) => each.payload.safeParse(payload).data)).toContainEqual(payload);
  }
  return events;
}

export function statesOf({ items }: OrderDto): string[] {
  return items.map(({ state }) => state);
}
