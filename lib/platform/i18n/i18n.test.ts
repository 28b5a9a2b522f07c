import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { statusOfCode } from "@/lib/platform/errors";
import { locales } from "./locales";
import { readMessages } from "./messages";
import { negotiateLocale } from "./negotiate";

describe("negotiateLocale", () => {
  it.each([
    ["uk-UA,uk;q=0.9,en;q=0.8", "uk"],
    ["de-DE,de;q=0.9,en;q=0.5", "en"],
    ["en;q=0.3, bg;q=0.7", "bg"],
    ["en;q=0, uk;q=0.1", "uk"],
    ["EN-gb", "en"],
    ["fr", "bg"],
    ["*", "bg"],
    ["", "bg"],
    [null, "bg"],
    [";;;q=x,,", "bg"],
  ] as const)("%s → %s", (header, expected) => {
    expect(negotiateLocale(header, locales, "bg")).toBe(expected);
  });
});

describe("the messages of errors", () => {
  const read = (locale: string) =>
    JSON.parse(
      readFileSync(fileURLToPath(new URL(`../../../messages/${locale}/errors.json`, import.meta.url)), "utf8"),
    ) as Record<string, string>;

  it.each(locales)("has one sentence for every code in %s", (locale) => {
    const texts = read(locale);
    expect(Object.keys(texts).sort()).toEqual([...Object.keys(statusOfCode), "offline"].sort());
    for (const text of Object.values(texts)) expect(text).toMatch(/^\p{Lu}.*\.$/u);
    expect(new Set(Object.values(texts)).size).toBe(Object.keys(texts).length);
  });

  it("arrives under its namespace's name", async () => {
    const messages = await readMessages("uk");
    expect(messages.errors.offline).toBe(read("uk").offline);
  });
});

describe("every namespace", () => {
  const folder = (locale: string) => fileURLToPath(new URL(`../../../messages/${locale}/`, import.meta.url));
  const namespaces = readdirSync(folder("en"));

  /** "a.b" → text, for every leaf. */
  function leaves(value: unknown, path = ""): [string, string][] {
    if (typeof value === "string") return [[path, value]];
    return Object.entries(value as object).flatMap(([key, each]) => leaves(each, path ? `${path}.${key}` : key));
  }
  const read = (locale: string, file: string) =>
    new Map(leaves(JSON.parse(readFileSync(`${folder(locale)}${file}`, "utf8"))));
  const placeholders = (text = "") => [...text.matchAll(/\{\s*(\w+)/g)].map(([, name]) => name).sort();

  it.each(namespaces)("%s says the same things in all three languages", (file) => {
    const english = read("en", file);
    expect(english.size).toBeGreaterThan(0);
    for (const locale of ["bg", "uk"]) {
      const other = read(locale, file);
      expect([...other.keys()].sort()).toEqual([...english.keys()].sort());
      for (const [key, text] of other) {
        expect([locale, key, text.trim() !== ""]).toEqual([locale, key, true]);
        const distinct = (from?: string) => [...new Set(placeholders(from))];
        // Plural forms repeat their words' placeholders; what counts is which are there.
        expect([locale, key, distinct(text)]).toEqual([locale, key, distinct(english.get(key))]);
      }
    }
  });
});
