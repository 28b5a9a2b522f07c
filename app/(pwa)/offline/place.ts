import { isLocale, type Locale, locales } from "@/lib/platform/i18n/locales";
import { negotiateLocale } from "@/lib/platform/i18n/negotiate";

/** What the address says about a page that could not be loaded. */
export interface Place {
  /** A slug; null outside of any venue. */
  venue: string | null;
  screen: "dashboard" | "kitchen" | "other";
}

export function placeOf(pathname: string): Place {
  const [, v, venue, screen] = pathname.split("/");
  if (v !== "v" || !venue) return { venue: null, screen: "other" };
  return { venue, screen: screen === "dashboard" || screen === "kitchen" ? screen : "other" };
}

/** The language of this browser's person: the one kept in the cookie, else the first that the browser asks for. */
export function localeOf(cookie: string, languages: readonly string[]): Locale {
  const kept = /(?:^|;\s*)servery_locale=(\w+)/.exec(cookie)?.[1];
  return isLocale(kept) ? kept : negotiateLocale(languages.join(","), locales, "bg");
}
