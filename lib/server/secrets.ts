import { randomBytes, randomInt } from "node:crypto";
import { chmod } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { generateVapidKeys, isKeyPair } from "@/lib/platform/push/vapid";
import { readIfThere, writePrivateFile } from "./private-file";
import { StartFailure } from "./start-failure";

const vapidSchema = z
  .object({ vapidPublicKey: z.string(), vapidPrivateKey: z.string() })
  .refine(({ vapidPublicKey, vapidPrivateKey }) =>
    isKeyPair({ publicKey: vapidPublicKey, privateKey: vapidPrivateKey }),
  );

const firstSecrets = z.object({
  databasePassword: z.string().min(16),
  /** Digits only: the Pusher client libraries parse it as an integer. */
  pusherAppId: z.string().regex(/^[1-9][0-9]*$/),
  pusherKey: z.string().min(16),
  pusherSecret: z.string().min(16),
  authSecret: z.string().min(32),
});

/** Everything; the pair that web pushes are signed with came later than the rest. */
const secretsSchema = z.intersection(firstSecrets, vapidSchema);

export type Secrets = z.infer<typeof secretsSchema>;

function generateVapid(): z.infer<typeof vapidSchema> {
  const { publicKey, privateKey } = generateVapidKeys();
  return { vapidPublicKey: publicKey, vapidPrivateKey: privateKey };
}

function generateSecrets(): Secrets {
  const hex = (bytes: number) => randomBytes(bytes).toString("hex");
  return {
    databasePassword: hex(24),
    pusherAppId: String(randomInt(100_000, 1_000_000_000)),
    pusherKey: hex(10),
    pusherSecret: hex(24),
    authSecret: hex(32),
    ...generateVapid(),
  };
}

const textOf = (secrets: object) => `${JSON.stringify(secrets, null, 2)}\n`;

/** What the file says, or with a new pair for pushes where it is of a house from before them; what else it holds stays. */
async function readSecrets(file: string, text: string): Promise<Secrets> {
  const kept = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  if ("vapidPublicKey" in kept || "vapidPrivateKey" in kept) return secretsSchema.parse(kept);
  const secrets = { ...kept, ...firstSecrets.parse(kept), ...generateVapid() };
  await writePrivateFile(file, textOf(secrets));
  return secrets;
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
    await writePrivateFile(file, textOf(secrets));
    return secrets;
  }
  await chmod(file, 0o600);
  try {
    return await readSecrets(file, text);
  } catch (error) {
    // The disk's own complaint, not the file's.
    if (error instanceof Error && "syscall" in error) throw error;
    throw new StartFailure(`${file} is damaged. Put it back from a backup; nothing was changed.`);
  }
}
