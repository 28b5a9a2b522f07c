import { z } from "zod";

/** What the room may see: numbers, and nothing that says whose they are. */
export const PickupDto = z.object({
  /** Order numbers in work, the oldest first. */
  preparing: z.array(z.int()),
  /** Order numbers to be fetched, the newest first. */
  ready: z.array(z.int()),
  /** When this was true: the screen's clock, whatever its own says. */
  at: z.iso.datetime(),
});
export type PickupDto = z.infer<typeof PickupDto>;
