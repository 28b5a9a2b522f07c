import "server-only";
import { notFound } from "next/navigation";
import { getGuestContext } from "@/lib/platform/auth/page";
import type { Locale } from "@/lib/platform/i18n/locales";
import { guestTexts, readMenuStart, readSittingStart } from "./load";
import { MenuScreen } from "./menu-screen";
import { Notice } from "./notice";
import { OrderScreen } from "./order-screen";
import { PageHead, ShortHead } from "./page-head";

/** What may stand on a table (JoinTableInput). */
const tableNumber = /^[A-Za-z0-9]{1,6}$/;

/**
 * The menu with the cart, for a phone that sits at a table; where the house lets anybody order, also for one that names a table.
 * Everybody else reads, and is told how to order.
 */
export async function OrderPage({ locale, slug, table }: { locale: Locale; slug: string; table: string | undefined }) {
  const context = await getGuestContext(slug);
  if (!context) notFound();
  const { venue, guest } = context;
  const joinTable = venue.orderingPolicy === "OPEN" && table && tableNumber.test(table) ? table : null;
  // A closed table of an open house is simply joined again.
  const seated = guest && (guest.sessionStatus !== "CLOSED" || !joinTable) ? guest : null;
  const start = await readMenuStart(venue, locale);
  const sitting = seated && (await readSittingStart(venue, seated));
  const place = sitting
    ? { number: sitting.sitting.tableNumber, kind: sitting.tableKind }
    : joinTable
      ? { number: joinTable, kind: null }
      : null;
  const texts = await guestTexts(locale, venue, sitting?.tableKind ?? null);
  const { venueName, kitchenClosesAt } = start.menu;
  const query = table ? `?table=${encodeURIComponent(table)}` : "";
  const screen = {
    texts,
    start,
    second: venue.second,
    head: (
      <PageHead
        venueName={venueName}
        kitchenClosesAt={kitchenClosesAt}
        table={place}
        texts={texts}
        pathOf={(each) => `/${each}/${slug}/order${query}`}
      />
    ),
    shortHead: <ShortHead venueName={venueName} table={place} />,
  };
  if (!sitting && !joinTable) {
    const { scan, scanHint } = texts.guest.ordering;
    return <MenuScreen {...screen} notices={<Notice title={scan}>{scanHint}</Notice>} />;
  }
  return (
    <OrderScreen {...screen} sitting={sitting} joinTable={joinTable} statusPath={`/${locale}/${slug}/order/status`} />
  );
}
