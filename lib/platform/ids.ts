import { createHash, randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";

/** A new row id: UUIDv7, so that keys grow with time and indexes stay dense. */
export function newId(): string {
  return uuidv7();
}

/** A secret that a cookie or a QR code carries: 192 bits, base64url, 32 characters. */
export function newToken(): string {
  return randomBytes(24).toString("base64url");
}

/** What the database keeps of a cookie's token. The token has 192 random bits, so a plain SHA-256 is enough. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
