import { writeAudit } from "@/lib/platform/audit";
import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { inTransaction } from "@/lib/platform/db";
import { AppError, invalid, notFound } from "@/lib/platform/errors";
import { inLocale, type Translations } from "@/lib/platform/i18n/locales";
import { message } from "@/lib/platform/realtime/define-event";
import { publish } from "@/lib/platform/realtime/outbox";
import { productAvailabilityChanged } from "./events";
import { getMenuSnapshot, toMenuItemDto } from "./queries";
import { isSoldOut } from "./rules";
import type { MenuItemDto, SetAvailabilityInput } from "./schema";

/**
 * Takes an item off every phone ("86"), until `until` or until further notice, or brings it back; answers the item. Asking for
 * what is already so changes nothing. Throws 404, 409 `version-moved` with the item as it is, 422 for an end that has passed.
 */
export async function setAvailability(
  ctx: Context<StaffActor>,
  itemId: string,
  input: SetAvailabilityInput,
  now = new Date(),
): Promise<MenuItemDto> {
  const { actor, venue } = ctx;
  const until = !input.available && input.until ? new Date(input.until) : null;
  if (until && until <= now) throw invalid("until", "The end of “sold out” has already passed.");
  const { menuVersion, moved } = await inTransaction(async (tx) => {
    // The venue first: whoever changes this venue's menu waits here, so versions follow the order of commits.
    const [house] = await tx.$queryRaw<{ menuVersion: number }[]>`
      select "menuVersion" from "Venue" where "id" = ${venue.id}::uuid for no key update`;
    const item = await tx.menuItem.findFirst({ where: { id: itemId, venueId: venue.id, archivedAt: null } });
    if (!item || !house) throw notFound("menu item");
    if (input.version !== undefined && input.version !== item.version) {
      return { menuVersion: house.menuVersion, moved: true };
    }
    const same =
      isSoldOut(item, now) === !input.available &&
      (input.available || (item.soldOutUntil?.getTime() ?? null) === (until?.getTime() ?? null));
    if (same) return { menuVersion: house.menuVersion, moved: false };
    const { version } = await tx.menuItem.update({
      where: { id: item.id },
      data: { soldOut: !input.available, soldOutUntil: until, version: { increment: 1 } },
      select: { version: true },
    });
    await tx.venue.update({ where: { id: venue.id }, data: { menuVersion: { increment: 1 } }, select: { id: true } });
    await publish(tx, venue, actor, [
      message(productAvailabilityChanged, {
        menuItemId: item.id,
        version,
        available: input.available,
        until: until?.toISOString() ?? null,
      }),
    ]);
    await writeAudit(tx, ctx, {
      action: input.available ? "menu-item.available" : "menu-item.sold-out",
      subject: inLocale(item.names as Translations, venue.defaultLocale, venue.defaultLocale),
      subjectId: item.id,
      before: { soldOut: isSoldOut(item, now), until: item.soldOutUntil?.toISOString() ?? null },
      after: { soldOut: !input.available, until: until?.toISOString() ?? null },
    });
    return { menuVersion: house.menuVersion + 1, moved: false };
  });
  const snapshot = await getMenuSnapshot({ id: venue.id, menuVersion });
  const current = snapshot.items.get(itemId);
  if (!current) throw notFound("menu item");
  const dto = toMenuItemDto(current, venue, actor.locale, now);
  if (moved) throw new AppError("version-moved", "Somebody changed this item before you.", { current: dto });
  return dto;
}
