import type { RoleName, StaffActor } from "@/lib/platform/auth/actor";

const bumpers: readonly RoleName[] = ["admin", "manager", "cashier", "staff", "kitchen"];

/** Moves tickets: the kitchen also sends a ready one off the pass. */
export function mayMoveTickets({ role }: Pick<StaffActor, "role">): boolean {
  return bumpers.includes(role);
}

/** Says that an order goes before the others: the floor, which hears it from the guests, and the kitchen. */
export function mayRushTickets({ role }: Pick<StaffActor, "role">): boolean {
  return bumpers.includes(role);
}

const figureReaders: readonly RoleName[] = ["admin", "manager", "kitchen"];

/** Reads how fast the kitchen was: the chef, and those the chef answers to. */
export function mayReadFigures({ role }: Pick<StaffActor, "role">): boolean {
  return figureReaders.includes(role);
}

const stationKeepers: readonly RoleName[] = ["admin", "manager"];

/** Sets what a station is measured by and where its dishes go. */
export function mayChangeStations({ role }: Pick<StaffActor, "role">): boolean {
  return stationKeepers.includes(role);
}
