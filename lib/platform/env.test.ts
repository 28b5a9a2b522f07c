import { describe, expect, it } from "vitest";
import { readEnv, SettingsError } from "./env";

describe("readEnv", () => {
  it("has a value for everything a first start needs", () => {
    expect(readEnv({})).toMatchObject({ PORT: 3000, DATA_DIR: ".data", DEMO: true, LOG_LEVEL: "info" });
  });

  it("takes a variable that is set to nothing as not set", () => {
    const env = readEnv({ PORT: "", DATABASE_URL: "", PUSHER_HOST: "", HOST: "", DEMO: "" });
    expect(env).toMatchObject({ PORT: 3000, DEMO: true });
    expect(env.DATABASE_URL).toBeUndefined();
    expect(env.HOST).toBeUndefined();
  });

  it.each([
    ["PORT", "http", 'PORT must be a number from 0 to 65535, not "http".'],
    ["PORT", "70000", 'PORT must be a number from 0 to 65535, not "70000".'],
    ["DEMO", "maybe", 'DEMO must be 1 or 0, not "maybe".'],
    ["PUBLIC_URL", "floor.example.com", "PUBLIC_URL must be the address that guests see"],
    ["LOG_LEVEL", "loud", "LOG_LEVEL must be one of"],
  ])("names a wrong %s", (name, value, message) => {
    expect(() => readEnv({ [name]: value })).toThrow(message);
  });

  it("never repeats a database address, which holds a password", () => {
    const attempt = () => readEnv({ DATABASE_URL: "mysql://root:hunter2@db/x" });
    expect(attempt).toThrow(SettingsError);
    expect(attempt).not.toThrow("hunter2");
  });

  it("wants all of another broker's credentials or none", () => {
    expect(() => readEnv({ PUSHER_HOST: "soketi.local" })).toThrow("PUSHER_SECRET must be set, as PUSHER_HOST");
    expect(() => readEnv({ PUSHER_KEY: "k" })).toThrow("PUSHER_APP_ID must be set, as PUSHER_KEY is");
    const whole = { PUSHER_HOST: "soketi.local", PUSHER_APP_ID: "1", PUSHER_KEY: "k", PUSHER_SECRET: "s" };
    expect(readEnv(whole).PUSHER_HOST).toBe("soketi.local");
  });

  it("wants both of a house's own push keys or neither, and never repeats the private one", () => {
    const publicKey = Buffer.alloc(65, 4).toString("base64url");
    const privateKey = Buffer.alloc(32, 7).toString("base64url");
    expect(() => readEnv({ VAPID_PUBLIC_KEY: publicKey })).toThrow(
      "VAPID_PRIVATE_KEY must be set, as VAPID_PUBLIC_KEY",
    );
    expect(() => readEnv({ VAPID_PRIVATE_KEY: privateKey })).toThrow(
      "VAPID_PUBLIC_KEY must be set, as VAPID_PRIVATE_K",
    );
    const attempt = () => readEnv({ VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: "hunter2" });
    expect(attempt).toThrow("VAPID_PRIVATE_KEY must be 32 bytes");
    expect(attempt).not.toThrow("hunter2");
    expect(readEnv({ VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey }).VAPID_PUBLIC_KEY).toBe(publicKey);
  });

  it.each([
    ["mailto:me@house.example", true],
    ["https://house.example/contact", true],
    ["http://house.example", false],
    ["me@house.example", false],
  ])("knows whether a push service takes %s as a contact", (subject, good) => {
    const attempt = () => readEnv({ VAPID_SUBJECT: subject });
    if (good) expect(attempt().VAPID_SUBJECT).toBe(subject);
    else expect(attempt).toThrow("VAPID_SUBJECT must be");
  });

  it("names everything that is wrong at once", () => {
    expect(() => readEnv({ PORT: "x", DEMO: "x" })).toThrow(/PORT .* DEMO /);
  });

  it("cuts the slash at the end of the public address", () => {
    expect(readEnv({ PUBLIC_URL: "https://floor.example.com/" }).PUBLIC_URL).toBe("https://floor.example.com");
  });
});
