import { lookup as lookUp } from "node:dns/promises";
import { isIP } from "node:net";
import { isLoopbackAddress, isPrivateAddress } from "./addresses";

/** An endpoint that is not to be asked; the message says why. */
export class EndpointRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = "EndpointRefused";
  }
}

export interface EndpointPolicy {
  /** Endpoints on this machine and its network are asked too, on this machine also without TLS. */
  allowPrivate: boolean;
}

const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, "");

/**
 * Reads a push service's endpoint without asking anybody: https, no credentials, no address or name of this machine or its
 * network. What a name stands for is looked at when something is sent.
 * @throws EndpointRefused
 */
export function readEndpoint(endpoint: string, { allowPrivate }: EndpointPolicy): URL {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (!url) throw new EndpointRefused("It is not an address.");
  if (url.username || url.password) throw new EndpointRefused("It carries credentials.");
  const host = hostOf(url);
  const local = /^(.+\.)?localhost\.?$/.test(host) || (isIP(host) > 0 && isLoopbackAddress(host));
  if (url.protocol !== "https:" && !(url.protocol === "http:" && local && allowPrivate)) {
    throw new EndpointRefused("It is not https.");
  }
  if (allowPrivate) return url;
  if (local || /\.(local|internal|home\.arpa)\.?$/.test(host) || (isIP(host) > 0 && isPrivateAddress(host))) {
    throw new EndpointRefused("It is on this machine or its network.");
  }
  return url;
}

export interface PinnedAddress {
  address: string;
  family: 4 | 6;
}
export type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>;

const resolveByDns: Resolve = (host) => lookUp(host, { all: true, verbatim: true });

/**
 * The address that a request to the endpoint is to be sent to, and to no other: whoever owns the name could change it between
 * the look and the request.
 * @throws EndpointRefused when one of the name's addresses is private; a look-up that fails throws what dns throws
 */
export async function resolveEndpoint(
  url: URL,
  { allowPrivate }: EndpointPolicy,
  resolve: Resolve = resolveByDns,
): Promise<PinnedAddress> {
  const host = hostOf(url);
  const literal = isIP(host);
  const found = literal ? [{ address: host, family: literal }] : await resolve(host);
  const [first] = found;
  if (!first) throw new EndpointRefused("Its name stands for no address.");
  const plain = url.protocol === "http:";
  for (const { address } of found) {
    const refused = plain ? !isLoopbackAddress(address) : !allowPrivate && isPrivateAddress(address);
    if (refused) throw new EndpointRefused(`Its name stands for ${address}.`);
  }
  return { address: first.address, family: first.family === 6 ? 6 : 4 };
}
