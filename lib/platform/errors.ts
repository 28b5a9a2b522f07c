/** Every code a caller can see, and the HTTP status it becomes. Domain code names the code and knows no HTTP. */
export const statusOfCode = {
  malformed: 400,
  "idempotency-key-missing": 400,
  unauthenticated: 401,
  "wrong-credentials": 401,
  "wrong-pin": 401,
  "sitting-ended": 401,
  forbidden: 403,
  "table-not-open": 403,
  "device-not-enrolled": 403,
  "not-found": 404,
  "wrong-token": 404,
  "state-moved": 409,
  "version-moved": 409,
  "sold-out": 409,
  "not-now": 409,
  "request-running": 409,
  "unfinished-orders": 409,
  "table-occupied": 409,
  "too-large": 413,
  invalid: 422,
  "idempotency-key-reused": 422,
  "rate-limited": 429,
  "pin-locked": 429,
  internal: 500,
  unavailable: 503,
  "events-gone": 410,
} as const;

export type ErrorCode = keyof typeof statusOfCode;

export interface FieldError {
  /** Where in the input, dotted: items.0.menuItemId */
  path: string;
  message: string;
}

export interface ErrorDetails {
  errors?: FieldError[];
  /** The resource as it stands now, sent with a 409. */
  current?: unknown;
  /** Seconds until a retry makes sense. */
  retryAfter?: number;
}

/** The one error type. `message` is for people who read logs and APIs (English); clients translate by `code`. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.name = "AppError";
  }
}

/** A 422 that names one field. */
export function invalid(path: string, message: string): AppError {
  return new AppError("invalid", message, { errors: [{ path, message }] });
}

export function notFound(what: string): AppError {
  return new AppError("not-found", `There is no such ${what} in this venue.`);
}
