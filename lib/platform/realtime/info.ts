import { readPusherSettings } from "./publisher";

/** What a client needs to connect. Null host, port and tls mean those of the page; a cluster stands for an address. */
export interface RealtimeInfo {
  key: string;
  cluster: string | null;
  host: string | null;
  port: number | null;
  tls: boolean | null;
  /** `{venue}` is the slug; what follows the prefix is in docs/realtime.md. */
  channelPrefixes: { private: string; presence: string; menu: string; user: string };
}

/** `venue` fills the slug into the prefixes. */
export function readRealtimeInfo(venue: string | null = null): RealtimeInfo {
  const { key, cluster, host, port, tls, embedded } = readPusherSettings();
  const slug = venue && /^[a-z0-9-]{1,80}$/.test(venue) ? venue : "{venue}";
  const address = embedded || cluster ? { host: null, port: null, tls: null } : { host, port, tls };
  return {
    key,
    cluster: embedded ? null : cluster,
    ...address,
    channelPrefixes: {
      private: `private-${slug}-`,
      presence: `presence-${slug}-`,
      menu: `${slug}-menu`,
      user: "private-user-",
    },
  };
}
