/** Typed fetch for browsers. Guests' phones load it, so it depends on nothing. */
import type { ErrorCode, FieldError } from "@/lib/platform/errors";

/** `offline`: no answer at all; the request may or may not have been carried out. */
export type ApiErrorCode = ErrorCode | "offline";

/** What an API answered instead of a resource. Texts for people are chosen by `code`. */
export class ApiError extends Error {
  constructor(
    /** 0 when nothing answered. */
    readonly status: number,
    readonly code: ApiErrorCode,
    readonly detail: string,
    readonly errors: FieldError[] = [],
    /** The resource as it stands now, with a 409. */
    readonly current: unknown = undefined,
    /** Seconds until a retry makes sense. */
    readonly retryAfter: number | null = null,
  ) {
    super(detail);
    this.name = "ApiError";
  }
}

export interface ApiOptions {
  method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Sent as JSON. */
  body?: unknown;
  idempotencyKey?: string;
  /** A browser may be staff and guest at once; guest pages say which. */
  as?: "staff" | "guest";
  signal?: AbortSignal;
  /** 15,000 unless given; past it the request counts as `offline`. */
  timeoutMs?: number;
}

const codeOfStatus: Record<number, ErrorCode> = {
  400: "malformed",
  401: "unauthenticated",
  403: "forbidden",
  404: "not-found",
  409: "state-moved",
  410: "events-gone",
  413: "too-large",
  422: "invalid",
  429: "rate-limited",
  502: "unavailable",
  503: "unavailable",
  504: "unavailable",
};

async function errorOf(response: Response): Promise<ApiError> {
  // A proxy in between answers in HTML.
  const problem = (await response.json().catch(() => ({}))) as Partial<{
    code: ErrorCode;
    detail: string;
    title: string;
    errors: FieldError[];
    current: unknown;
  }>;
  const { status } = response;
  const after = Number(response.headers.get("retry-after"));
  return new ApiError(
    status,
    problem.code ?? codeOfStatus[status] ?? "internal",
    problem.detail ?? problem.title ?? `HTTP ${status}`,
    problem.errors ?? [],
    problem.current,
    after > 0 ? after : null,
  );
}

/** Aborts with `signal`, or after `ms`. */
function limited(signal: AbortSignal | undefined, ms: number): { signal: AbortSignal; done: () => void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, ms);
  signal?.addEventListener("abort", abort);
  if (signal?.aborted) abort();
  return {
    signal: controller.signal,
    done: () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    },
  };
}

let refusals = 0;

/**
 * From now on every request that would change something fails at once as `offline`: for a screen that does not know whether it shows the
 * truth. The function it returns ends that.
 */
export function refuseChanges(): () => void {
  refusals += 1;
  let over = false;
  return () => {
    if (!over) refusals -= 1;
    over = true;
  };
}

/**
 * Asks the API; resolves with the answer's JSON (undefined for an empty one).
 * @throws ApiError for every other outcome; code `offline` when the network failed or nothing came in time
 */
export async function apiFetch<T>(path: string, options: ApiOptions = {}): Promise<T> {
  const { body, idempotencyKey, as, method = body === undefined ? "GET" : "POST" } = options;
  if (refusals > 0 && method !== "GET") throw new ApiError(0, "offline", "There is no connection.");
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (idempotencyKey) headers["idempotency-key"] = idempotencyKey;
  if (as === "guest") headers["x-servery-as"] = "guest";
  const limit = limited(options.signal, options.timeoutMs ?? 15_000);
  try {
    const response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      signal: limit.signal,
    });
    if (!response.ok) throw await errorOf(response);
    const text = await response.text();
    return (text === "" ? undefined : JSON.parse(text)) as T;
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw new ApiError(0, "offline", "There is no connection.");
  } finally {
    limit.done();
  }
}

/** A new Idempotency-Key. Made without crypto.randomUUID, which browsers keep from pages that came over plain HTTP. */
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const retried = new Set<ApiErrorCode>(["offline", "unavailable", "request-running"]);

/**
 * A create that is carried out once: while the network or the database is away it is sent again under the same key, with
 * growing pauses, for `forMs` (30,000 unless given). Keep the key for a later attempt of the same create.
 * @throws ApiError the last one
 */
export async function sendOnce<T>(
  path: string,
  body: unknown,
  key: string,
  { forMs = 30_000, ...options }: Pick<ApiOptions, "as" | "signal" | "timeoutMs"> & { forMs?: number } = {},
): Promise<T> {
  const deadline = Date.now() + forMs;
  for (let attempt = 0; ; attempt++) {
    try {
      return await apiFetch<T>(path, { ...options, method: "POST", body, idempotencyKey: key });
    } catch (error) {
      if (!(error instanceof ApiError) || !retried.has(error.code) || options.signal?.aborted) throw error;
      const pause = Math.max((error.retryAfter ?? 0) * 1_000, Math.min(8_000, 500 * 2 ** attempt));
      const jittered = pause * (0.75 + Math.random() / 2);
      if (Date.now() + jittered > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, jittered));
    }
  }
}
