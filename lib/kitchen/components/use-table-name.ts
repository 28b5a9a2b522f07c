import { useTranslations } from "next-intl";
import type { WallContext } from "./wall-types";

/** How the place of an order is called on the wall, and whether it is a room; no number is the counter. */
export function useTableName(
  { rooms }: Pick<WallContext, "rooms">,
  number: string | null,
): { table: string; room: boolean } {
  const t = useTranslations("kitchen");
  const words = useTranslations("common");
  const room = number !== null && rooms.has(number);
  return { table: number === null ? t("atCounter") : words(room ? "roomNumber" : "tableNumber", { number }), room };
}
