import { notFound } from "next/navigation";
import { kitchenChannel } from "@/lib/kitchen/client";
import { KitchenBoard } from "@/lib/kitchen/components/kitchen-board";
import { listStations, listTickets } from "@/lib/kitchen/queries";
import { getMenu } from "@/lib/menu/queries";
import { requireStaff } from "@/lib/platform/auth/page";
import { readCursors } from "@/lib/platform/realtime/cursors";
import { LiveProvider } from "@/lib/platform/realtime/provider";

/** All stations, or one: the cursors are read before the data, so nothing between the two is missed. */
export async function KitchenPage({ slug, station }: { slug: string; station: string | null }) {
  const { venue, actor } = await requireStaff(slug);
  const cursors = await readCursors(venue, [kitchenChannel(slug, station)]);
  const [stations, tickets, menu] = await Promise.all([
    listStations(venue),
    listTickets(venue, { station: station ?? undefined }),
    getMenu(venue, actor.locale),
  ]);
  if (station && !stations.some(({ type }) => type === station)) notFound();
  const soldOut = menu.categories
    .flatMap(({ items }) => items)
    .filter((item) => item.soldOut && (!station || item.station === station))
    .map(({ id, name, soldOutUntil }) => ({ id, name, until: soldOutUntil }));
  return (
    <LiveProvider venue={slug} as="staff">
      <KitchenBoard
        venue={slug}
        venueLocale={venue.defaultLocale}
        timezone={venue.timezone}
        station={station}
        stations={stations}
        soldOut={soldOut}
        initial={{ data: { tickets, incomplete: false }, cursors }}
      />
    </LiveProvider>
  );
}
