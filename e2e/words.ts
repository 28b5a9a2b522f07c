import { readFileSync } from "node:fs";

export type Locale = "bg" | "en" | "uk";

/**
 * What a page says in a language: the text of messages/{locale}/{namespace}.json under `key`, its {placeholders} filled. Tests then
 * follow the wording, and still fail when a page says nothing or speaks another language.
 */
export function say(locale: Locale, path: string, values: Record<string, string | number> = {}): string {
  const [namespace = "", ...keys] = path.split(".");
  const file = new URL(`../messages/${locale}/${namespace}.json`, import.meta.url);
  let text: unknown = JSON.parse(readFileSync(file, "utf8"));
  for (const key of keys) text = (text as Record<string, unknown> | undefined)?.[key];
  if (typeof text !== "string") throw new Error(`messages/${locale} has no text ${path}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}
