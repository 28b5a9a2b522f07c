import type { IncomingMessage, ServerResponse } from "node:http";

/** A refusal with its HTTP status; its message goes to the caller. */
export class RequestError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export interface ParsedUrl {
  /** As it was sent, still escaped: this is what is signed. */
  path: string;
  /** Keys in lower case, values unescaped. */
  query: Map<string, string>;
}

/** @throws RequestError 400 when the query is malformed or names a parameter twice. */
export function parseUrl(url: string): ParsedUrl {
  const mark = url.indexOf("?");
  const query = new Map<string, string>();
  if (mark === -1) return { path: url, query };
  for (const pair of url.slice(mark + 1).split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const key = unescapePart(equals === -1 ? pair : pair.slice(0, equals)).toLowerCase();
    if (query.has(key)) throw new RequestError(400, `The parameter ${key} is given twice`);
    query.set(key, equals === -1 ? "" : unescapePart(pair.slice(equals + 1)));
  }
  return { path: url.slice(0, mark), query };
}

/** @throws RequestError 400 when the escapes are not UTF-8. */
export function unescapePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new RequestError(400, "Malformed escape in the address");
  }
}

/**
 * Reads a body as the bytes that were sent.
 * @throws RequestError 413 past `limit` bytes, 400 when the caller goes away.
 */
export function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      req.removeAllListeners("data");
      req.resume();
      reject(new RequestError(413, `The body is over ${limit} bytes`));
    });
    req.on("end", () => resolve(Buffer.concat(chunks)));
    req.on("error", () => reject(new RequestError(400, "The body did not arrive whole")));
    req.on("close", () => reject(new RequestError(400, "The body did not arrive whole")));
  });
}

export function sendJson(
  res: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  if (res.headersSent || res.destroyed) return;
  const text = JSON.stringify(body);
  res.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    ...headers,
  });
  res.end(text);
}
