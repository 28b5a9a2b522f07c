import type { Tx } from "@/lib/platform/db";

/** The way back from a tap on the wrong line is offered for ten seconds; what was taken back within this was never carried. */
const undoneWithinSeconds = 15;

/**
 * The live lines of an order that stood on the table, whatever they are now. A recall makes them `ready` again, and must not make what
 * was served a thing that anybody may take off.
 */
export async function findServedOnce(tx: Tx, orderId: string): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select i."id" from "OrderItem" i
     where i."orderId" = ${orderId}::uuid and i."state" <> 'VOIDED' and (i."state" = 'SERVED' or exists (
       select 1 from "OrderItemHistory" back
        where back."itemId" = i."id" and back."from" = 'SERVED' and back."to" <> 'VOIDED' and not exists (
          select 1 from "OrderItemHistory" served
           where served."itemId" = i."id" and served."to" = 'SERVED' and served."at" <= back."at"
             and served."at" > back."at" - make_interval(secs => ${undoneWithinSeconds}::float8))))`;
  return new Set(rows.map(({ id }) => id));
}
