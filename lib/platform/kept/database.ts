import Dexie, { type EntityTable } from "dexie";

/** The last that a person saw of a screen, to be shown when there is no network. */
export interface KeptSnapshot {
  /** `${userId} ${venue}` */
  id: string;
  userId: string;
  venue: string;
  /** As the screen gave it; read by the same screen only. */
  data: unknown;
  /** When it was last known to be true, ms since the epoch. */
  syncedAt: number;
}

/** What this browser is told of while the app is closed, for a subscription that must be made anew. */
export interface KeptPushChoices {
  id: "here";
  venue: string;
  topics: string[];
  /** The house's VAPID key, base64url. */
  publicKey: string;
}

/** What this browser keeps of a house. Emptied when the person leaves: see forget.ts. */
export const keptDatabase = new Dexie("servery") as Dexie & {
  snapshots: EntityTable<KeptSnapshot, "id">;
  pushChoices: EntityTable<KeptPushChoices, "id">;
};

keptDatabase.version(1).stores({ snapshots: "id, userId", pushChoices: "id" });
