import "server-only";
import { getLocale } from "next-intl/server";
import type { GuestMessages } from "@/components/guest-texts";
import { isLocale, type Locale } from "@/lib/platform/i18n/locales";
import { readMessages } from "@/lib/platform/i18n/messages";

/** The visitor's language and the words in it, for pages whose path names no language. */
export async function visitorTexts(): Promise<{ locale: Locale; words: GuestMessages }> {
  const found = await getLocale();
  const locale = isLocale(found) ? found : "en";
  return { locale, words: (await readMessages(locale)).guest as unknown as GuestMessages };
}
