import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { generateVapidKeys, isKeyPair } from "@/lib/platform/push/vapid";
import { readOrCreateSecrets } from "./secrets";
import { StartFailure } from "./start-failure";

let directory: string;
const file = () => path.join(directory, "secrets.json");

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "servery-secrets-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const pairOf = ({ vapidPublicKey, vapidPrivateKey }: { vapidPublicKey: string; vapidPrivateKey: string }) => ({
  publicKey: vapidPublicKey,
  privateKey: vapidPrivateKey,
});

describe("readOrCreateSecrets", () => {
  it("makes everything at the first start, and the same is there at the next", async () => {
    const made = await readOrCreateSecrets(directory, false);
    expect(isKeyPair(pairOf(made))).toBe(true);
    expect(await readOrCreateSecrets(directory, true)).toEqual(made);
  });

  it("adds the push keys to a house from before them and touches nothing else", async () => {
    const { vapidPublicKey: _, vapidPrivateKey: __, ...before } = await readOrCreateSecrets(directory, false);
    await writeFile(file(), JSON.stringify({ ...before, addedLater: "kept" }), { mode: 0o644 });
    const after = await readOrCreateSecrets(directory, true);
    expect(after).toMatchObject({ ...before, addedLater: "kept" });
    const vapid = { vapidPublicKey: after.vapidPublicKey, vapidPrivateKey: after.vapidPrivateKey };
    expect(isKeyPair(pairOf(after))).toBe(true);
    expect(JSON.parse(await readFile(file(), "utf8"))).toEqual(after);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readOrCreateSecrets(directory, true)).toEqual({ ...before, ...vapid });
  });

  it("changes nothing in a damaged file", async () => {
    const whole = await readOrCreateSecrets(directory, false);
    const { vapidPublicKey: _, ...half } = whole;
    const { authSecret: __, vapidPublicKey: ___, vapidPrivateKey: ____, ...old } = whole;
    const strange = { ...whole, vapidPublicKey: generateVapidKeys().publicKey };
    for (const damaged of [half, old, strange, [], "text"]) {
      const text = JSON.stringify(damaged);
      await writeFile(file(), text);
      await expect(readOrCreateSecrets(directory, true)).rejects.toThrow(StartFailure);
      expect(await readFile(file(), "utf8")).toBe(text);
    }
  });
});
