import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { formats, timeZone } from "./formats";
import { isLocale, type Locale, locales } from "./locales";
import { readMessages } from "./messages";
import { negotiateLocale } from "./negotiate";

/** The language of pages whose path names none: the signed-in person's (kept in a cookie), else the browser's. */
async function localeOfVisitor(): Promise<Locale> {
  const kept = (await cookies()).get("servery_locale")?.value;
  if (isLocale(kept)) return kept;
  return negotiateLocale((await headers()).get("accept-language"), locales, "bg");
}

/** next-intl's configuration of a request. Guest pages name their language in the path and call setRequestLocale. */
export default getRequestConfig(async ({ requestLocale }) => {
  const requested = await requestLocale;
  const locale = isLocale(requested) ? requested : await localeOfVisitor();
  return {
    locale,
    messages: await readMessages(locale),
    timeZone,
    formats,
  };
});
