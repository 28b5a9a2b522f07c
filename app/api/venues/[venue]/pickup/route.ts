import { readPickup } from "@/lib/pickup/queries";
import { route } from "@/lib/platform/http/route";

/**
 * For the screen in the room, which asks every second. Anybody may see its numbers; a person of staff is counted by themselves, so
 * that nobody on the same address can use up what their screen needs.
 */
export const GET = route({
  actors: ["staff", "public"],
  limit: { name: "pickup", points: 600, seconds: 60 },
  handler: ({ ctx: { venue } }) => readPickup(venue),
});
