/**
 * The supported language a visitor prefers by Accept-Language (RFC 9110, 12.5.4): highest weight first, a regional tag counts as
 * its language, q=0 excludes. `fallback` when nothing fits.
 */
export function negotiateLocale<L extends string>(
  acceptLanguage: string | null | undefined,
  supported: readonly L[],
  fallback: L,
): L {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const weight = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find((q) => q !== undefined);
      return { language: tag.trim().split("-")[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ language, weight }) => language && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    const match = supported.find((locale) => locale === language);
    if (match) return match;
  }
  return fallback;
}
