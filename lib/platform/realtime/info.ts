import { readPusherSettings } from "./publisher";

/** What a client needs to connect. A cluster stands for an address; host, port and tls are then null. */
export interface RealtimeInfo {
  key: string;
  cluster: string | null;
  /** The broker is this server's own: a browser takes its page's address, which holds behind any proxy. */
  embedded: boolean;
  host: string | null;
  port: number | null;
  tls: boolean | null;
  /** `{venue}` is the slug; what follows the prefix is in docs/realtime.md. */
  channelPrefixes: { private: string; presence: string; menu: string; user: string };
}

/** Where the request was sent, as far as its headers tell: the address of the embedded broker for whoever asks. */
function addressAsked(request: Request): { host: string; port: number; tls: boolean } {
  const url = new URL(request.url);
  const tls = (process.env.PUBLIC_URL ?? request.headers.get("x-forwarded-proto") ?? url.protocol).startsWith("https");
  const asked = new URL(`${tls ? "https" : "http"}://${request.headers.get("host") ?? url.host}`);
  return { host: asked.hostname, port: Number(asked.port) || (tls ? 443 : 80), tls };
}

/** The `venue` of the query fills the slug into the prefixes. */
export function readRealtimeInfo(request: Request): RealtimeInfo {
  const venue = new URL(request.url).searchParams.get("venue");
  const { key, cluster, host, port, tls, embedded } = readPusherSettings();
  const slug = venue && /^[a-z0-9-]{1,80}$/.test(venue) ? venue : "{venue}";
  const elsewhere = cluster ? { host: null, port: null, tls: null } : { host, port, tls };
  return {
    key,
    cluster: embedded ? null : cluster,
    embedded,
    ...(embedded ? addressAsked(request) : elsewhere),
    channelPrefixes: {
      private: `private-${slug}-`,
      presence: `presence-${slug}-`,
      menu: `${slug}-menu`,
      user: "private-user-",
    },
  };
}
