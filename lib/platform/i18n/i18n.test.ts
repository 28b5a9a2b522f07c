import { readFileSync } from "node:fs";
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
