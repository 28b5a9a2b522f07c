import { z } from "zod";
import { getMenu } from "@/lib/menu/queries";
import { route } from "@/lib/platform/http/route";
import { locales } from "@/lib/platform/i18n/locales";
import { negotiateLocale } from "@/lib/platform/i18n/negotiate";

export const GET = route({
  actors: ["public"],
  query: z.object({ locale: z.enum(locales).optional() }),
  handler: ({ ctx: { venue }, query, request }) =>
    getMenu(
      venue,
      query.locale ?? negotiateLocale(request.headers.get("accept-language"), locales, venue.defaultLocale),
    ),
});
