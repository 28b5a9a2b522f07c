import { guestCookie, readCookies, readCredentials } from "@/lib/platform/auth/cookies";
import { resolveIdentities } from "@/lib/platform/auth/resolve";
import { AppError } from "@/lib/platform/errors";
import { addressOf, answering } from "@/lib/platform/http/route";
import { locales } from "@/lib/platform/i18n/locales";
import { negotiateLocale } from "@/lib/platform/i18n/negotiate";
import { countWrongCode, joinTableFrom } from "@/lib/tables/join-limit";
import { isPreview } from "@/lib/tables/landing";
import { findVenueByTableToken } from "@/lib/tables/queries";

// Relative, so that it holds for whatever name and port the house is reached by.
function goTo(location: string, cookie: string | null = null): Response {
  const headers = new Headers({ location, "cache-control": "no-store", "referrer-policy": "no-referrer" });
  if (cookie) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

async function land(request: Request, token: string, mayJoin: boolean): Promise<Response> {
  const ip = addressOf(request);
  const venue = await findVenueByTableToken(token);
  if (!venue) {
    await countWrongCode(ip);
    return goTo("/wrong-code");
  }
  const locale = negotiateLocale(request.headers.get("accept-language"), locales, venue.defaultLocale);
  if (!mayJoin) return goTo(`/${locale}/${venue.slug}`);
  const identities = await resolveIdentities(venue.slug, await readCredentials(readCookies(request)));
  try {
    const currentGuest = identities?.guest ?? null;
    const { sitting, token: guest } = await joinTableFrom(ip, venue, { token }, { currentGuest, locale });
    return goTo(`/${locale}/${venue.slug}/order?table=${sitting.tableNumber}`, guest && guestCookie(guest));
  } catch (error) {
    // Rotated between the two looks.
    if (error instanceof AppError && error.code === "wrong-token") return goTo("/wrong-code");
    throw error;
  }
}

type Segment = { params: Promise<{ token: string }> };

/** Where a QR code leads: sits the phone down and goes on to the menu in the phone's language. */
export function GET(request: Request, { params }: Segment): Promise<Response> {
  return answering(request, async () => land(request, (await params).token, !isPreview(request.headers)));
}

/** Looks only: a link checker must not occupy a table. */
export function HEAD(request: Request, { params }: Segment): Promise<Response> {
  return answering(request, async () => land(request, (await params).token, false));
}
