import { NextResponse } from "next/server";
import { guestCookie, readCookies, readCredentials } from "@/lib/platform/auth/cookies";
import { resolveIdentities } from "@/lib/platform/auth/resolve";
import { route } from "@/lib/platform/http/route";
import { locales } from "@/lib/platform/i18n/locales";
import { negotiateLocale } from "@/lib/platform/i18n/negotiate";
import { joinTableFrom } from "@/lib/tables/join-limit";
import { JoinTableInput } from "@/lib/tables/schema";

export const POST = route({
  // Anybody: also a phone whose last sitting was closed, and a waiter who scans a card.
  actors: ["public"],
  body: JoinTableInput,
  handler: async ({ ctx: { venue, ip }, body, request }) => {
    const identities = await resolveIdentities(venue.slug, await readCredentials(readCookies(request)));
    const locale = negotiateLocale(request.headers.get("accept-language"), locales, venue.defaultLocale);
    const { sitting, token } = await joinTableFrom(ip, venue, body, {
      currentGuest: identities?.guest ?? null,
      locale,
    });
    const headers = new Headers({ "cache-control": "no-store" });
    if (token) headers.append("set-cookie", guestCookie(token));
    return NextResponse.json(sitting, { status: token ? 201 : 200, headers });
  },
});
