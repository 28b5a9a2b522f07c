import { getMenuSnapshot } from "@/lib/menu/queries";
import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { inTransaction } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import { publish } from "@/lib/platform/realtime/outbox";
import { mayFireCourses } from "../permissions";
import { wire } from "../queries";
import { planFire } from "../rules";
import type { FireCourseInput, OrderDto } from "../schema";
import { draftTickets, ticketMessage } from "./draft-order";
import { currentOrder, expectVersion, guestsOf, lockSeatedOrder, statedItems, stateMoved } from "./lock-order";
import { writeChange } from "./write-change";

/**
 * Sends what an accepted order holds of a course: a new ticket per station. Throws 403, 404, 409 `version-moved` and 409
 * `state-moved` (`current` is the order) when nothing of the course is held (any more) or the table was closed.
 */
export async function fireCourse(
  { actor, venue }: Context<StaffActor>,
  orderId: string,
  { course, version }: FireCourseInput,
): Promise<OrderDto> {
  if (!mayFireCourses(actor)) throw new AppError("forbidden", "Your role may not fire courses.");
  const { stations } = await getMenuSnapshot(venue);
  return inTransaction(async (tx) => {
    const now = new Date();
    const order = await lockSeatedOrder(tx, venue, orderId);
    expectVersion(order, version, () => currentOrder(order, venue));
    const moves = planFire(wire(order.approval), statedItems(order.items), course);
    if (!moves) throw stateMoved(`Nothing of course ${course} is held.`, currentOrder(order, venue));
    const fired = new Set(moves.map(({ id }) => id));
    const items = order.items.map((item) => ({ ...item }));
    const newTickets = draftTickets(
      { ...order, version: order.version + 1 },
      items.filter(({ id }) => fired.has(id)),
      stations,
      now,
    );
    const { after, messages } = await writeChange(
      tx,
      { venue, actor },
      { ...order, items },
      { moves, newTickets, now },
    );
    await publish(tx, venue, actor, [
      ...newTickets.map((ticket) => ticketMessage(ticket, after, guestsOf(after), venue.defaultLocale)),
      ...messages.items,
      ...messages.status,
    ]);
    return currentOrder(after, venue);
  });
}
