export const locales = ["bg", "en", "uk"] as const;
export type Locale = (typeof locales)[number];

export function isLocale(value: unknown): value is Locale {
  return locales.includes(value as Locale);
}

/** A text in the languages it has. */
export type Translations = Partial<Record<Locale, string>>;

/** The text in `locale`, else in the venue's default language, else in any: never an empty name. */
export function inLocale(texts: Translations | null | undefined, locale: string, fallback: string): string {
  if (!texts) return "";
  return (
    texts[locale as Locale] ||
    texts[fallback as Locale] ||
    Object.values(texts).find((text) => text && text !== "") ||
    ""
  );
}
