"use client";

import { Check } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type Locale, locales } from "@/lib/platform/i18n/locales";

/** The three languages, each in its own words; the choice is kept on this device, and wherever `onChoose` keeps it. */
export function LanguageChoice({
  inLine = false,
  onChoose,
}: {
  inLine?: boolean;
  onChoose?: (locale: Locale) => Promise<void>;
}) {
  const t = useTranslations("common.locale");
  const ts = useTranslations("signIn");
  const chosen = useLocale();
  const router = useRouter();
  return (
    <fieldset className={inLine ? "flex flex-wrap gap-x-1" : "grid"}>
      <legend className="sr-only">{ts("language")}</legend>
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === chosen}
          onClick={() => {
            // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Safari and Firefox of today's phones.
            document.cookie = `servery_locale=${locale}; Path=/; Max-Age=31536000; SameSite=Lax`;
            void onChoose?.(locale);
            router.refresh();
          }}
          className={`press flex min-h-[max(2.75rem,44px)] items-center gap-2 rounded-md px-3 text-left text-sm hover:bg-sunk ${
            locale === chosen ? "font-semibold text-ink" : "text-ink-2"
          }`}
        >
          {inLine && locale !== chosen ? null : (
            <Check
              aria-hidden
              className={`size-4 text-accent-ink ${locale === chosen ? "" : "invisible"}`}
              strokeWidth={2}
            />
          )}
          {t(locale)}
        </button>
      ))}
    </fieldset>
  );
}
