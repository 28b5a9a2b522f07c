import { NextResponse } from "next/server";
import { pinSessionSeconds, startPinSession } from "@/lib/people/commands/pin-sessions";
import { findDeviceOrThrow } from "@/lib/people/queries";
import { PinSignInInput } from "@/lib/people/schema";
import {
  deviceCookie,
  localeCookie,
  readCookies,
  readCredentials,
  readDeviceToken,
  staffCookie,
} from "@/lib/platform/auth/cookies";
import { route } from "@/lib/platform/http/route";
import { isLocale } from "@/lib/platform/i18n/locales";

export const POST = route({
  // Nobody is signed in yet, or somebody else is.
  actors: ["public"],
  body: PinSignInInput,
  handler: async ({ ctx, body, request }) => {
    const cookies = readCookies(request);
    const token = readDeviceToken(cookies);
    const device = await findDeviceOrThrow(ctx.venue, token);
    const { sid: replaced } = await readCredentials(cookies);
    const userAgent = request.headers.get("user-agent");
    const { signedIn, answer } = await startPinSession(ctx, body, { device, replaced, userAgent });
    const headers = new Headers({ "cache-control": "no-store" });
    headers.append("set-cookie", await staffCookie(signedIn, pinSessionSeconds));
    if (isLocale(signedIn.locale)) headers.append("set-cookie", localeCookie(signedIn.locale));
    // A tablet in use stays one: its 400 days begin anew.
    if (token) headers.append("set-cookie", deviceCookie(token));
    return NextResponse.json(answer, { status: 201, headers });
  },
});
