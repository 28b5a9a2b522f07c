// The service worker of a build: app/sw.js bundled by esbuild → dist/sw.js, with the list of what it keeps for opening without
// network: the shell page (/offline) and the files it loads, no more.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./setup.mjs";

const staticFolder = join(root, ".next", "static");
const shellFile = join(root, ".next", "server", "app", "offline.html");
/** Drawings that a dashboard without network shows (EmptyState). */
const drawings = ["plates/pastry.svg", "plates/cold-soup.svg", "plates/broth.svg"];
/** More than this, and a waiter's phone pays for what nobody opens (bytes, as on the disk). */
const mostBytes = 3_000_000;
/** Scripts that only the letters of other languages need: the four alphabets of the font that its stylesheet names. */
const neededFonts = /golos-text-(latin|cyrillic|cyrillic-ext)-wght/;

/** Files of .next/static that a text names, as paths below it. */
function namedIn(text) {
  const names = text.matchAll(/static\/((?:chunks|css|media)\/[\w./~@%+-]+?\.(?:js|css|woff2|svg))/g);
  return [...names].map(([, name]) => decodeURIComponent(name));
}

function fontsOf(stylesheet) {
  const names = stylesheet.matchAll(/url\(["']?[^"')]*?media\/([\w.~-]+\.woff2)/g);
  return [...names].map(([, name]) => `media/${name}`).filter((name) => neededFonts.test(name));
}

/** What the shell loads at once, and what that loads later: the live connection, the three languages, the kept data. */
function filesOfShell() {
  // Browsers that need the old polyfills have no service worker.
  const html = readFileSync(shellFile, "utf8").replace(/<script[^>]*\snoModule\b[^>]*>/gi, "");
  const files = new Set(namedIn(html));
  for (const file of files) {
    const path = join(staticFolder, file);
    if (!existsSync(path)) files.delete(file);
    else if (file.endsWith(".js")) for (const name of namedIn(readFileSync(path, "utf8"))) files.add(name);
    else if (file.endsWith(".css")) for (const name of fontsOf(readFileSync(path, "utf8"))) files.add(name);
  }
  return [...files].filter((file) => !file.endsWith(".woff2") || neededFonts.test(file)).sort();
}

/** Writes dist/sw.js for the build in .next. @throws when the shell is missing or has grown out of measure */
export async function buildWorker() {
  const [{ build }, { getManifest }] = await Promise.all([import("esbuild"), import("@serwist/build")]);
  const files = filesOfShell();
  const shell = await getManifest({
    globDirectory: staticFolder,
    globPatterns: files,
    modifyURLPrefix: { "": "/_next/static/" },
    // Their names are their content.
    dontCacheBustURLsMatching: /./,
    maximumFileSizeToCacheInBytes: mostBytes,
  });
  const plates = await getManifest({
    globDirectory: join(root, "public"),
    globPatterns: drawings,
    modifyURLPrefix: { "": "/" },
  });
  for (const warning of [...shell.warnings, ...plates.warnings]) console.warn(warning);
  const html = readFileSync(shellFile);
  const revision = createHash("sha256").update(html).digest("hex").slice(0, 16);
  const entries = [{ url: "/offline", revision }, ...shell.manifestEntries, ...plates.manifestEntries];
  const bytes = html.length + shell.size + plates.size;
  if (entries.length < 10 || bytes > mostBytes) {
    throw new Error(`The offline shell has ${entries.length} files of ${bytes} bytes; that cannot be right.`);
  }
  await build({
    absWorkingDir: root,
    entryPoints: ["app/sw.js/worker.ts"],
    outfile: "dist/sw.js",
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome109", "firefox115", "safari16"],
    define: {
      PRECACHE: JSON.stringify(entries),
      BUILD: JSON.stringify(createHash("sha256").update(JSON.stringify(entries)).digest("hex").slice(0, 12)),
      "process.env.NODE_ENV": '"production"',
    },
    logLevel: "warning",
  });
  return { count: entries.length, bytes };
}
