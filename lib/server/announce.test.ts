import { expect, it } from "vitest";
import { addressesOf, announcement } from "./announce";

const users = ["admin", "staff", "staff", "kitchen"].map((role, index) => ({
  membershipId: `member-${index}`,
  role,
  name: `Person ${index}`,
  email: `person${index}@house.example`,
  password: "pass",
  pin: `100${index}`,
}));
const tables = [
  { number: "1", kind: "TABLE", token: "token-1" },
  { number: "2", kind: "TABLE", token: "token-2" },
  { number: "201", kind: "ROOM", token: "token-201" },
];
const demo = { venue: "house", users, tables };

it("shows one person of each role with password and PIN, and a link of each kind of table", () => {
  const text = announcement({ port: 3000, host: undefined, publicUrl: undefined, demo, startMs: 1234 });
  expect(text).toContain("On this machine     http://localhost:3000");
  expect(text).toMatch(/staff +person1@house.example +pass +PIN 1001/);
  expect(text).not.toContain("person2@");
  expect(text).toContain("http://localhost:3000/t/token-1");
  expect(text).toContain("http://localhost:3000/t/token-201");
});

it("uses the public address in links", () => {
  const text = announcement({ port: 3000, host: undefined, publicUrl: "https://floor.example", demo, startMs: 1 });
  expect(text).toContain("https://floor.example/t/token-1");
});

it("says nothing of people and tables in a house of one's own", () => {
  const text = announcement({ port: 3000, host: undefined, publicUrl: undefined, demo: null, startMs: 1 });
  expect(text).not.toMatch(/PIN|\/t\//);
});

it("names only the address it listens on", () => {
  expect(addressesOf(80, "127.0.0.1")).toEqual(["http://127.0.0.1:80"]);
  expect(addressesOf(80, "fd00::1")).toEqual(["http://[fd00::1]:80"]);
});
