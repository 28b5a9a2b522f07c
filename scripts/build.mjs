// Builds the app (Next.js), the server around it (esbuild → dist/server.js) and its service worker (dist/sw.js), when the sources are not those of the last build.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { hashOf, root, runPackage, setUp } from "./setup.mjs";
import { buildWorker } from "./worker.mjs";

const folders = ["app", "components", "lib", "messages", "prisma", "public", "types"];
const single = [
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
  "scripts/build.mjs",
  "scripts/worker.mjs",
];
const stampFile = join(root, "dist", "build.json");

function sources() {
  const files = folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(root.length + 1)
            .replaceAll("\\", "/"),
        ),
    )
    .filter((file) => !file.startsWith("lib/platform/prisma/") && !file.includes("/testing/"));
  return [...single, ...files].sort();
}

/** Makes dist/server.js and .next true to the sources; answers at once when they are. */
export async function build() {
  const wanted = hashOf(sources());
  const last = existsSync(stampFile) ? JSON.parse(readFileSync(stampFile, "utf8")).sources : null;
  const made = [join(root, ".next", "BUILD_ID"), join(root, "dist", "server.js"), join(root, "dist", "sw.js")];
  if (last === wanted && made.every((file) => existsSync(file))) return;
  console.log("Building (half a minute, after every change) …");
  rmSync(stampFile, { force: true });
  runPackage("next/dist/bin/next", ["build"], "The build");
  const { build: bundle } = await import("esbuild");
  await bundle({
    absWorkingDir: root,
    entryPoints: ["lib/server/main.ts"],
    outfile: "dist/server.js",
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  });
  const { count, bytes } = await buildWorker();
  console.log(`Kept for opening without network: ${count} files, ${Math.round(bytes / 1024)} kB.`);
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(stampFile, JSON.stringify({ sources: wanted }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await setUp();
  await build();
}
