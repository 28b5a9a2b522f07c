import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import floors from "./version-floors.json";

interface Lockfile {
  packages: Record<string, { version?: string }>;
}

const { packages } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "package-lock.json"), "utf8")) as Lockfile;

function isAtLeast(version: string, floor: string): boolean {
  const [have, want] = [version, floor].map((text) => text.split("-")[0]?.split(".").map(Number) ?? []);
  for (let at = 0; at < 3; at++) {
    const difference = (have?.[at] ?? 0) - (want?.[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/** Versions below these have known holes. Raise a floor when an advisory names one. */
describe("version floors", () => {
  it.each(Object.entries(floors))("%s is at least %s, every copy of it", (name, floor) => {
    const copies = Object.entries(packages).filter(
      ([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`),
    );
    expect(copies.length).toBeGreaterThan(0);
    for (const [path, { version = "0" }] of copies)
      expect([path, version, isAtLeast(version, floor)]).toEqual([path, version, true]);
  });

  it("tells an older version from a newer one", () => {
    expect(isAtLeast("16.4.4", "16.4.5")).toBe(false);
    expect(isAtLeast("16.10.0", "16.4.5")).toBe(true);
    expect(isAtLeast("15.9.9", "16.4.5")).toBe(false);
  });
});
