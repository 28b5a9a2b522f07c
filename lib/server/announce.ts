import { networkInterfaces } from "node:os";
import type { DemoSheet } from "@/prisma/seed/seed-demo-house";

interface Announcement {
  port: number;
  host: string | undefined;
  publicUrl: string | undefined;
  demo: DemoSheet | null;
  startMs: number;
}

const anyAddress = new Set([undefined, "0.0.0.0", "::"]);

/** Where this server is reached from the machine itself and from its network. */
export function addressesOf(port: number, host: string | undefined): string[] {
  const bracketed = (address: string) => (address.includes(":") ? `[${address}]` : address);
  if (host !== undefined && !anyAddress.has(host)) return [`http://${bracketed(host)}:${port}`];
  const lan = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address);
  return ["localhost", ...lan].map((address) => `http://${address}:${port}`);
}

/** One person of each role, in the order of the sheet. */
function onePerRole(users: DemoSheet["users"]): DemoSheet["users"] {
  return users.filter((user, index) => users.findIndex(({ role }) => role === user.role) === index);
}

/** A table, a seat at the bar and a room where there are such: one of each kind, filled up to four. */
function aFewTables(tables: DemoSheet["tables"]): DemoSheet["tables"] {
  const first = tables.filter((table, index) => tables.findIndex(({ kind }) => kind === table.kind) === index);
  return [...first, ...tables.filter((table) => !first.includes(table))].slice(0, 4);
}

function demoLines(demo: DemoSheet, base: string): string[] {
  const users = onePerRole(demo.users);
  const width = (read: (user: DemoSheet["users"][number]) => string) =>
    Math.max(...users.map((user) => read(user).length));
  const [roleWidth, mailWidth, passwordWidth] = [width((u) => u.role), width((u) => u.email), width((u) => u.password)];
  const seats = aFewTables(demo.tables).map(({ number, kind, token }) => ({
    label: `${kind.toLowerCase()} ${number}`,
    token,
  }));
  const seatWidth = Math.max(...seats.map(({ label }) => label.length));
  return [
    `  Demo house, menu    ${base}/en/${demo.venue}`,
    `  Staff sign-in       ${base}/sign-in`,
    ...users.map(
      ({ role, email, password, pin }) =>
        `    ${role.padEnd(roleWidth)}  ${email.padEnd(mailWidth)}  ${password.padEnd(passwordWidth)}  PIN ${pin}`,
    ),
    "  Tables (what their QR codes hold)",
    ...seats.map(({ label, token }) => `    ${label.padEnd(seatWidth)}  ${base}/t/${token}`),
  ];
}

/** What the terminal shows once the house is open. */
export function announcement({ port, host, publicUrl, demo, startMs }: Announcement): string {
  const [local, ...lan] = addressesOf(port, host);
  const base = publicUrl ?? local ?? "";
  return [
    "",
    `Servery is open after ${(startMs / 1000).toFixed(1)} s.`,
    `  On this machine     ${local}`,
    ...lan.map((address) => `  On your network     ${address}`),
    ...(publicUrl ? [`  Public              ${publicUrl}`] : []),
    ...(demo ? demoLines(demo, base) : []),
    "",
  ].join("\n");
}
