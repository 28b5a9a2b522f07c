import { touchDevice } from "@/lib/people/commands/devices";
import { findDeviceOrThrow, readSharedTablet } from "@/lib/people/queries";
import { readCookies, readDeviceToken } from "@/lib/platform/auth/cookies";
import { route } from "@/lib/platform/http/route";

/** Needs no sign-in: the tablet's own cookie says what it is. */
export const GET = route({
  actors: ["public"],
  handler: async ({ ctx: { venue }, request }) => {
    const device = await findDeviceOrThrow(venue, readDeviceToken(readCookies(request)));
    await touchDevice(device);
    return readSharedTablet(venue, device);
  },
});
