import { z } from "zod";
import { revokeDevice } from "@/lib/people/commands/devices";
import { mayManageDevices } from "@/lib/people/permissions";
import { readCookies, readDeviceToken } from "@/lib/platform/auth/cookies";
import { route } from "@/lib/platform/http/route";

export const DELETE = route({
  actors: ["staff"],
  can: mayManageDevices,
  params: z.object({ id: z.uuid() }),
  handler: ({ ctx, params, request }) => revokeDevice(ctx, params.id, readDeviceToken(readCookies(request))),
});
