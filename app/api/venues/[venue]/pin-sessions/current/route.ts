import { endPinSession } from "@/lib/people/commands/pin-sessions";
import { endedStaffCookie } from "@/lib/platform/auth/cookies";
import { route } from "@/lib/platform/http/route";

export const DELETE = route({
  actors: ["staff"],
  handler: async ({ ctx }) => {
    await endPinSession(ctx);
    return new Response(null, {
      status: 204,
      headers: { "cache-control": "no-store", "set-cookie": endedStaffCookie() },
    });
  },
});
