import { createECDH } from "node:crypto";
import webPush from "web-push";

/** Who sends (RFC 8292): a key pair that push services know the house by, and how to reach whoever runs it. */
export interface Vapid {
  /** base64url, 65 bytes: an uncompressed point of P-256. Browsers subscribe with it. */
  publicKey: string;
  /** base64url, 32 bytes. */
  privateKey: string;
  /** https: or mailto: */
  subject: string;
}

export type VapidKeys = Pick<Vapid, "publicKey" | "privateKey">;

export const generateVapidKeys = (): VapidKeys => webPush.generateVAPIDKeys();

/** Whether the private key is a key, and the public one is its. */
export function isKeyPair({ publicKey, privateKey }: VapidKeys): boolean {
  try {
    const ecdh = createECDH("prime256v1");
    ecdh.setPrivateKey(Buffer.from(privateKey, "base64url"));
    return ecdh.getPublicKey("base64url") === publicKey;
  } catch {
    return false;
  }
}

/** Whether a browser's keys can be encrypted for: a point on P-256 and 16 random bytes. */
export function areSubscriptionKeys({ p256dh, auth }: { p256dh: string; auth: string }): boolean {
  if (Buffer.from(auth, "base64url").length !== 16) return false;
  try {
    const ecdh = createECDH("prime256v1");
    ecdh.generateKeys();
    ecdh.computeSecret(Buffer.from(p256dh, "base64url"));
    return Buffer.from(p256dh, "base64url").length === 65;
  } catch {
    return false;
  }
}

/** For a house that did not say who runs it. Push services want one that could be written to, so not this machine's name. */
const nobody = "mailto:servery@example.com";

/** The contact that push services are told: what was set, else the house's public address, else a placeholder. */
export function vapidSubject({ VAPID_SUBJECT, PUBLIC_URL }: { VAPID_SUBJECT?: string; PUBLIC_URL?: string }): string {
  if (VAPID_SUBJECT) return VAPID_SUBJECT;
  return PUBLIC_URL?.startsWith("https://") ? PUBLIC_URL : nobody;
}
