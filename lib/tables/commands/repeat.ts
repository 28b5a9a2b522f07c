import { inTransaction, type Tx } from "@/lib/platform/db";

/** Each failed attempt means that somebody else's change was committed, so a few are plenty. */
const maxAttempts = 5;

/** A unique index was faster, or two transactions met head on: as PostgreSQL and Prisma call it. */
const retryable = new Set(["23505", "40P01", "P2002", "P2034"]);

function isRetryable(error: unknown): boolean {
  const { code, meta } = error as {
    code?: string;
    meta?: { driverAdapterError?: { cause?: { originalCode?: string } } };
  };
  return retryable.has(code ?? "") || retryable.has(meta?.driverAdapterError?.cause?.originalCode ?? "");
}

/**
 * As inTransaction, and anew after such a collision. An order that staff place for a free table begins a sitting without asking for
 * the table's row, so a table may be taken between a look at it and the write: the second look then finds it taken.
 */
export async function inTransactionRepeated<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(work);
    } catch (error) {
      if (!isRetryable(error) || attempt >= maxAttempts) throw error;
    }
  }
}
