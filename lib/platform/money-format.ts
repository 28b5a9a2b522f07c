/**
 * Money for people: narrow no-break space between thousands, U+2212 for minus, the unit after a no-break space.
 * No decimal library here: guests' phones load this file.
 */
const symbols: Record<string, string> = { EUR: "€", UAH: "₴", USD: "$", GBP: "£" };

const digitsOf = new Map<string, number>();

/** Digits after the point of a currency's minor unit (ISO 4217), e.g. 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  let digits = digitsOf.get(currency);
  if (digits === undefined) {
    digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digitsOf.set(currency, digits);
  }
  return digits;
}

/** The unit as it is written after an amount: BGN is "лв" where Cyrillic is read, "BGN" elsewhere. */
export function currencySign(currency: string, locale: string): string {
  if (currency === "BGN") return locale === "en" ? "BGN" : "лв";
  return symbols[currency] ?? currency;
}

/** `formatMoney(401240, "BGN", "bg")` → "4 012.40 лв" (narrow no-break and no-break spaces). */
export function formatMoney(amount: number, currency: string, locale: string): string {
  const digits = minorDigits(currency);
  const text = (Math.abs(amount) / 10 ** digits).toFixed(digits);
  const [whole = "0", fraction] = text.split(".");
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") : whole;
  return `${amount < 0 ? "\u2212" : ""}${grouped}${fraction ? `.${fraction}` : ""}\u00a0${currencySign(currency, locale)}`;
}
