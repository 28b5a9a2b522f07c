import { access, constants, mkdir, stat } from "node:fs/promises";
import { StartFailure } from "./start-failure";

/**
 * Makes the data directory (mode 0700) or checks that it can be used.
 * @throws StartFailure when it is not a directory or not ours to write in
 */
export async function openDataDirectory(directory: string): Promise<void> {
  try {
    // The mode of one that is already there is its owner's business: it may be a mount, or shared with a backup account.
    await mkdir(directory, { recursive: true, mode: 0o700 });
    if (!(await stat(directory)).isDirectory()) throw new StartFailure(`DATA_DIR ${directory} is not a directory.`);
    await access(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const why =
      code === "EEXIST" || code === "ENOTDIR"
        ? "it, or a part of its path, is a file"
        : code === "EACCES" || code === "EPERM" || code === "EROFS"
          ? "this user may not write there"
          : message;
    throw new StartFailure(`DATA_DIR ${directory} cannot be used: ${why}.`);
  }
}
