import { randomBytes } from "node:crypto";
import { constants, type PathLike } from "node:fs";
import { open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";

async function syncDirectory(directory: string): Promise<void> {
  // Windows cannot open a directory; there the rename alone must do.
  if (process.platform === "win32") return;
  const handle = await open(directory, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a file that only its owner may read (0600), whole or not at all, also when the power goes meanwhile. */
export async function writePrivateFile(file: string, content: string): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    const handle = await open(draft, "wx", 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncDirectory(path.dirname(file));
}

/** The file's text, or null when there is none. */
export async function readIfThere(file: PathLike): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
