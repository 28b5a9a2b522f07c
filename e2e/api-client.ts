import { randomUUID } from "node:crypto";
import type { BrowserContextOptions } from "@playwright/test";
import type { OrderDto } from "@/lib/orders/schema";
import type { SittingDto } from "@/lib/tables/schema";

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

/** What a test may read of a problem document without saying which. */
export interface ProblemBody {
  code: string;
  detail?: string;
  errors?: { path: string; message: string }[];
  // biome-ignore lint/suspicious/noExplicitAny: whatever resource the answer is about.
  current?: any;
}

export interface RequestOptions {
  body?: unknown;
  /** Sent as it is, in place of JSON. */
  text?: string;
  headers?: Record<string, string>;
  /** False for none; a create gets a fresh one otherwise. */
  key?: string | false;
  signal?: AbortSignal;
}

/** Somebody outside the browser who keeps cookies: a guest's phone, a member of staff, a stranger. */
export class ApiClient {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly base: string,
    readonly venue: string,
  ) {}

  /** Sends a request to `path`; a path that does not begin with / is one of the venue. Never throws for a status. */
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of the body by asserting it.
  async request<T = any>(method: string, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
    const url = path.startsWith("/") ? `${this.base}${path}` : `${this.base}/api/venues/${this.venue}/${path}`;
    const headers: Record<string, string> = { ...options.headers };
    if (this.cookies.size > 0) headers.cookie = [...this.cookies].map((pair) => pair.join("=")).join("; ");
    const body = options.text ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
    if (options.body !== undefined) headers["content-type"] ??= "application/json";
    if (method === "POST" && options.key !== false) headers["idempotency-key"] ??= options.key ?? randomUUID();
    const response = await fetch(url, { method, headers, body, redirect: "manual", signal: options.signal });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json");
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as T };
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above.
  get<T = any>(path: string, options?: RequestOptions) {
    return this.request<T>("GET", path, options);
  }
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  post<T = any>(path: string, body: unknown = {}, options?: RequestOptions) {
    return this.request<T>("POST", path, { body, ...options });
  }
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  patch<T = any>(path: string, body: unknown, options?: RequestOptions) {
    return this.request<T>("PATCH", path, { body, ...options });
  }

  #keep(line: string): void {
    const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
    const at = pair.indexOf("=");
    const isGone = attributes.some((part) => /^max-age=0$/i.test(part) || /^expires=thu, 01 jan 1970/i.test(part));
    if (isGone || pair.length === at + 1) this.cookies.delete(pair.slice(0, at));
    else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }

  /** The cookies for a browser context, which is then the same person. */
  storageState(): NonNullable<Exclude<BrowserContextOptions["storageState"], string>> {
    const { hostname } = new URL(this.base);
    const shared = {
      domain: hostname,
      path: "/",
      expires: -1,
      secure: false,
      sameSite: "Lax" as const,
    };
    // The language alone is for scripts to read as well, as the server sets it.
    const isForScripts = (name: string) => name === "servery_locale";
    const cookies = [...this.cookies].map(([name, value]) => ({
      ...shared,
      name,
      value,
      httpOnly: !isForScripts(name),
    }));
    return { cookies, origins: [] };
  }
}

/** Signs in the way a browser does: the CSRF token first, then next-auth's credentials callback. */
export async function signIn(base: string, venue: string, email: string, password: string): Promise<ApiClient> {
  const client = new ApiClient(base, venue);
  const { body } = await client.get<{ csrfToken: string }>("/api/auth/csrf");
  const form = new URLSearchParams({ csrfToken: body.csrfToken, email, password, json: "true" });
  const { status } = await client.request("POST", "/api/auth/callback/credentials", {
    text: form.toString(),
    headers: { "content-type": "application/x-www-form-urlencoded" },
    key: false,
  });
  if (status !== 200) throw new Error(`Signing in as ${email} answered ${status}`);
  return client;
}

export interface Guest {
  client: ApiClient;
  sitting: SittingDto;
}

/** A new phone scans a table's code. */
export async function joinTable(base: string, venue: string, token: string, locale = "en"): Promise<Guest> {
  const client = new ApiClient(base, venue);
  const { status, body } = await client.post<SittingDto>("table-sessions", { token, locale });
  if (status >= 300) throw new Error(`Joining a table answered ${status}: ${JSON.stringify(body)}`);
  return { client, sitting: body };
}

/** Places an order that must be taken. */
export async function placeOrder(client: ApiClient, items: object[], key?: string): Promise<OrderDto> {
  const { status, body } = await client.post<OrderDto>("orders", { items }, key ? { key } : {});
  if (status !== 201) throw new Error(`An order answered ${status}: ${JSON.stringify(body)}`);
  return body;
}
