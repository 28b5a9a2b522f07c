import { hash, verify } from "@node-rs/argon2";

// argon2id with 19 MiB and 2 passes: the package's defaults and OWASP's minimum (Password Storage Cheat Sheet).
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

let unknown: Promise<string> | null = null;

/**
 * Whether the password is the one behind the hash. `stored` null (nobody has that e-mail) takes the same work and answers
 * false, so that the time of an answer does not tell who has an account.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  unknown ??= hashPassword("nobody’s password");
  const right = await verify(stored ?? (await unknown), password).catch(() => false);
  return right && stored !== null;
}
