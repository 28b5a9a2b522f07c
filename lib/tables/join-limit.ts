import { AppError } from "@/lib/platform/errors";
import { takePoint } from "@/lib/platform/rate-limit";
import { joinTable } from "./commands/join-table";

// A whole house joins from one address, so good codes are hardly limited; guesses are.
const joins = { name: "join-table", points: 600, seconds: 60 };
const wrongCodes = { name: "wrong-table-code", points: 60, seconds: 60 };

/** joinTable for one address: throws 429 instead of 404 once too many codes were wrong, and for a flood of joins. */
export async function joinTableFrom(
  ip: string,
  ...join: Parameters<typeof joinTable>
): Promise<Awaited<ReturnType<typeof joinTable>>> {
  await takePoint(joins, ip);
  try {
    return await joinTable(...join);
  } catch (error) {
    if (error instanceof AppError && error.code === "wrong-token") await takePoint(wrongCodes, ip);
    throw error;
  }
}

/** The same limit for a code that belongs to no venue at all. */
export function countWrongCode(ip: string): Promise<void> {
  return takePoint(wrongCodes, ip);
}
