import type { GuestActor, Venue } from "@/lib/platform/auth/actor";
import { inTransaction, type Tx } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Locale } from "@/lib/platform/i18n/locales";
import { hashToken, newId, newToken } from "@/lib/platform/ids";
import { toSitting } from "../queries";
import { statusOfNewSitting } from "../rules";
import type { JoinTableInput, SittingDto } from "../schema";
import { liveSession, type TableRef } from "./seat";
import { publishFloor } from "./tell";

/**
 * A phone sits down: at the table whose secret it scanned or, where the venue lets anybody open a table, at a table by number. The
 * guest it already is there stays that guest (`token` null); otherwise `token` is the new guest's secret for the cookie.
 * Throws 404 `wrong-token` for a secret that is not (or no longer) a table's of this venue.
 */
export function joinTable(
  venue: Venue,
  input: JoinTableInput,
  { currentGuest, locale }: { currentGuest: GuestActor | null; locale: Locale },
): Promise<{ sitting: SittingDto; token: string | null }> {
  return inTransaction(async (tx) => {
    const table = await lockTableToJoin(tx, venue, input);
    const chosen = input.locale ?? locale;
    const session = await liveSession(tx, venue, table, statusOfNewSitting(venue.orderingPolicy));
    const seated = {
      tableId: table.id,
      tableNumber: table.number,
      sessionId: session.id,
      sessionStatus: session.status,
    };
    if (currentGuest?.sessionId === session.id) {
      if (currentGuest.locale !== chosen) {
        await tx.tableGuest.update({ where: { id: currentGuest.guestId }, data: { locale: chosen } });
      }
      return { sitting: toSitting({ venue, actor: { ...currentGuest, ...seated, locale: chosen } }), token: null };
    }
    const token = newToken();
    const guestId = newId();
    await tx.tableGuest.create({
      data: { id: guestId, sessionId: session.id, tokenHash: hashToken(token), locale: chosen },
    });
    await publishFloor(tx, venue, null, table, session);
    return { sitting: toSitting({ venue, actor: { kind: "guest", guestId, ...seated, locale: chosen } }), token };
  });
}

// Locks the table's row before its sitting is looked at, as lockTable does.
async function lockTableToJoin(tx: Tx, venue: Venue, input: JoinTableInput): Promise<TableRef> {
  const [table] =
    "token" in input
      ? await tx.$queryRaw<TableRef[]>`
          select "id", "number" from "Table" where "venueId" = ${venue.id}::uuid and "token" = ${input.token} for no key update`
      : venue.orderingPolicy === "OPEN"
        ? await tx.$queryRaw<TableRef[]>`
          select "id", "number" from "Table" where "venueId" = ${venue.id}::uuid and "number" = ${input.tableNumber} for no key update`
        : [];
  if (!table) throw new AppError("wrong-token", "This is not the code of a table here. Scan the code on the table.");
  return table;
}
