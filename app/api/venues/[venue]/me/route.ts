import { NextResponse } from "next/server";
import { updateMe } from "@/lib/people/commands/update-me";
import { UpdateMeInput } from "@/lib/people/schema";
import { localeCookie } from "@/lib/platform/auth/cookies";
import { route } from "@/lib/platform/http/route";

export const PATCH = route({
  actors: ["staff"],
  body: UpdateMeInput,
  handler: async ({ ctx, body }) =>
    NextResponse.json(await updateMe(ctx, body), {
      headers: { "cache-control": "no-store", "set-cookie": localeCookie(body.locale) },
    }),
});
