import { ZodError } from "zod";
import { AppError, type ErrorCode, type FieldError, statusOfCode } from "@/lib/platform/errors";

const titles: Record<number, string> = {
  400: "Malformed request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  409: "The state has moved on",
  410: "Gone",
  413: "Too large",
  422: "Invalid input",
  429: "Too many requests",
  500: "Something went wrong",
  503: "Temporarily unavailable",
};

/** An RFC 9457 problem document. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail?: string;
  errors?: FieldError[];
  current?: unknown;
  requestId?: string;
}

/** Codes of PostgreSQL, node and Prisma that mean "the database is away", not "the request is wrong". */
const awayCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "57P01",
  "57P02",
  "57P03",
  "08000",
  "08001",
  "08003",
  "08006",
  "53300",
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
]);

function isDatabaseAway(error: unknown): boolean {
  for (let current = error, depth = 0; current instanceof Error && depth < 4; current = current.cause, depth++) {
    if (awayCodes.has((current as { code?: string }).code ?? "")) return true;
    if (/Connection terminated|timeout exceeded when trying to connect|Can't reach database/i.test(current.message))
      return true;
  }
  return false;
}

function fieldErrors(error: ZodError): FieldError[] {
  return error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({ path: [...issue.path, key].join("."), message: "This field is not accepted." }))
      : [{ path: issue.path.join("."), message: issue.message }],
  );
}

/** The AppError an error means; unknown errors become `internal` and never leak their text. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ZodError)
    return new AppError("invalid", "Some fields are not valid.", { errors: fieldErrors(error) });
  if (isDatabaseAway(error)) return new AppError("unavailable", "The database does not answer.", { retryAfter: 2 });
  return new AppError("internal", "Something went wrong.");
}

/** The answer to an error. `requestId` is told only with a 500. */
export function problemResponse(error: AppError, requestId: string): Response {
  const status = statusOfCode[error.code];
  const body: Problem = {
    type: `/problems/${error.code}`,
    title: titles[status] ?? "Error",
    status,
    code: error.code,
    ...(status === 500 ? { requestId } : { detail: error.message }),
    ...(error.details.errors ? { errors: error.details.errors } : {}),
    ...(error.details.current !== undefined ? { current: error.details.current } : {}),
  };
  const headers: Record<string, string> = { "content-type": "application/problem+json", "cache-control": "no-store" };
  if (error.details.retryAfter !== undefined) headers["retry-after"] = String(error.details.retryAfter);
  return new Response(JSON.stringify(body), { status, headers });
}
