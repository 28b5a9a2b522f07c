// What `npm start`, `npm test` and CI need before anything else: a fitting Node, installed packages, a generated database
// client. Plain Node, no dependency: on a fresh clone there is none yet. Does nothing when everything is in place.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Ends the process with one clear message. */
function refuse(message) {
  console.error(message);
  process.exit(1);
}

export function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(join(root, file)))
      .update("\0");
  return hash.digest("hex");
}

function attempt(command, args) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32" && command === "npm",
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1" },
  });
  const output = [stdout, stderr].filter(Boolean).join("\n").trim();
  return { isDone: !error && status === 0, error, output };
}

/** Runs a program to its end, showing what it wrote only when it fails; then nothing else happens. */
export function run(command, args, what) {
  const { isDone, error, output } = attempt(command, args);
  if (isDone) return;
  console.error(output);
  refuse(`${what} failed${error ? `: ${error.message}` : "."} Nothing was started.`);
}

/** Runs the program of an installed package. */
export function runPackage(program, args, what) {
  run(process.execPath, [join(root, "node_modules", program), ...args], what);
}

/** Whether npm's own record says that what the lockfile wants is what is there, whoever installed it. */
function installedAsLocked() {
  const record = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const found = JSON.parse(readFileSync(record, "utf8")).packages;
  // Optional packages are those of other systems.
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) =>
      path === "" || link || found[path]?.version === version || (optional && !found[path]),
  );
}

/** Runs `work` unless the files were the same the last time it finished and what it makes is there. */
function whenChanged(stamp, files, made, work) {
  const file = join(root, "node_modules", stamp);
  const wanted = hashOf(files);
  if (existsSync(made) && existsSync(file) && readFileSync(file, "utf8") === wanted) return;
  work();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, wanted);
}

/** Installs packages and generates the database client where they are missing or older than the lockfile and the schema. */
export async function setUp() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    refuse(`Servery needs Node 20.19 or newer; this is ${process.versions.node}.`);
  }
  whenChanged(".servery-lock", ["package-lock.json"], join(root, "node_modules", ".package-lock.json"), () => {
    if (installedAsLocked()) return;
    console.log("Installing packages (a minute or two, once) …");
    const flags = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
    // `ci` refuses where a registry lacks the packages of other systems, which nobody here needs; `install` takes the same
    // versions from the same lockfile and leaves it as it is.
    if (!attempt("npm", ["ci", ...flags]).isDone) run("npm", ["install", "--no-save", ...flags], "npm install");
  });
  const schema = readdirSync(join(root, "prisma/schema")).map((file) => `prisma/schema/${file}`);
  whenChanged(".servery-schema", schema.sort(), join(root, "lib/platform/prisma/client.ts"), () => {
    console.log("Generating the database client …");
    runPackage("prisma/build/index.js", ["generate", "--no-hints"], "prisma generate");
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await setUp();
