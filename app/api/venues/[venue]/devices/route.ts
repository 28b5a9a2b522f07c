import { NextResponse } from "next/server";
import { enrolDevice } from "@/lib/people/commands/devices";
import { mayManageDevices } from "@/lib/people/permissions";
import { listDevices } from "@/lib/people/queries";
import { EnrolDeviceInput } from "@/lib/people/schema";
import { deviceCookie, readCookies, readDeviceToken } from "@/lib/platform/auth/cookies";
import { route } from "@/lib/platform/http/route";

export const POST = route({
  actors: ["staff"],
  can: mayManageDevices,
  creates: true,
  body: EnrolDeviceInput,
  handler: async ({ ctx, body, idempotency, request }) => {
    const before = readDeviceToken(readCookies(request));
    const { answer, token } = await enrolDevice(ctx, body, idempotency, before);
    return NextResponse.json(answer.body, {
      status: answer.status,
      headers: {
        "cache-control": "no-store",
        "set-cookie": deviceCookie(token),
        ...(answer.replayed ? { "idempotent-replay": "true" } : {}),
      },
    });
  },
});

export const GET = route({
  actors: ["staff"],
  can: mayManageDevices,
  handler: async ({ ctx, request }) => ({
    items: await listDevices(ctx.venue, readDeviceToken(readCookies(request))),
    nextCursor: null,
  }),
});
