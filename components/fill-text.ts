/** Puts values into a text's {places}; a place without a value stays as it is written. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => (name in values ? String(values[name]) : place));
}

/** The forms of a counted text, by the categories of Unicode's plural rules. */
export interface PluralForms {
  one: string;
  few: string;
  many: string;
  other: string;
}

/** The form a language uses for `n`, with {n} filled in. */
export function countText(locale: string, forms: PluralForms, n: number): string {
  const category = new Intl.PluralRules(locale).select(n);
  return fill(forms[category as keyof PluralForms] ?? forms.other, { n });
}

/** "07:42" on the wall clock of a time zone. */
export function clockTime(iso: string | number, locale: string, timezone: string): string {
  return new Intl.DateTimeFormat(locale, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: timezone,
  }).format(new Date(iso));
}

/** The text with a capital first letter, for what begins a line. */
export function capital(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
