import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

function findUp(from: string): string {
  for (let directory = from; ; directory = path.dirname(directory)) {
    if (existsSync(path.join(directory, "next.config.ts"))) return directory;
    if (directory === path.dirname(directory)) throw new Error(`No next.config.ts above ${from}.`);
  }
}

/** The folder of the checkout, both from the sources and from the bundle in dist/. */
export const projectRoot = findUp(path.dirname(fileURLToPath(import.meta.url)));
