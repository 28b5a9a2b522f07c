import { randomBytes, randomInt } from "node:crypto";
import { chmod } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { readIfThere, writePrivateFile } from "./private-file";
import { StartFailure } from "./start-failure";

const secretsSchema = z.object({
  databasePassword: z.string().min(16),
  /** Digits only: the Pusher client libraries parse it as an integer. */
  pusherAppId: z.string().regex(/^[1-9][0-9]*$/),
  pusherKey: z.string().min(16),
  pusherSecret: z.string().min(16),
  authSecret: z.string().min(32),
});

export type Secrets = z.infer<typeof secretsSchema>;

function generateSecrets(): Secrets {
  const hex = (bytes: number) => randomBytes(bytes).toString("hex");
  return {
    databasePassword: hex(24),
    pusherAppId: String(randomInt(100_000, 1_000_000_000)),
    pusherKey: hex(10),
    pusherSecret: hex(24),
    authSecret: hex(32),
  };
}

/**
 * The house's generated secrets, made at the first start and kept in `secrets.json` (mode 0600).
 * @throws StartFailure when the file is damaged, or gone while the database it opens is still there
 */
export async function readOrCreateSecrets(directory: string, databaseExists: boolean): Promise<Secrets> {
  const file = path.join(directory, "secrets.json");
  const text = await readIfThere(file);
  if (text === null) {
    if (databaseExists) {
      throw new StartFailure(
        `${file} is missing, and it holds the password of the database beside it. Put it back from a backup; nothing was changed.`,
      );
    }
    const secrets = generateSecrets();
    await writePrivateFile(file, `${JSON.stringify(secrets, null, 2)}\n`);
    return secrets;
  }
  await chmod(file, 0o600);
  try {
    return secretsSchema.parse(JSON.parse(text));
  } catch {
    throw new StartFailure(`${file} is damaged. Put it back from a backup; nothing was changed.`);
  }
}
