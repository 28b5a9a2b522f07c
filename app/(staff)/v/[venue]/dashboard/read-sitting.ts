"use server";

import { z } from "zod";
import { listSittingOrders } from "@/lib/orders/queries";
import type { OrderDto } from "@/lib/orders/schema";
import { requireStaff } from "@/lib/platform/auth/page";
import { getSittingBill } from "@/lib/tables/queries";

/** All orders of a sitting, finished ones too, and its bill in minor units; null for something that is no sitting here. */
export async function readSitting(
  slug: string,
  sessionId: string,
): Promise<{
  orders: OrderDto[];
  bill: { total: number; currency: string; secondTotal: number | null; secondCurrency: string | null };
} | null> {
  const parsed = z.object({ slug: z.string().max(100), sessionId: z.uuid() }).safeParse({ slug, sessionId });
  if (!parsed.success) return null;
  const { venue } = await requireStaff(parsed.data.slug);
  const [orders, bill] = await Promise.all([
    listSittingOrders(venue, parsed.data.sessionId),
    getSittingBill(venue, parsed.data.sessionId),
  ]);
  return { orders, bill };
}
