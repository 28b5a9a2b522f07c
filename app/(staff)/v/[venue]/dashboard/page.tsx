import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { listOpenCalls } from "@/lib/calls/queries";
import { listStations } from "@/lib/kitchen/queries";
import { listOpenOrders } from "@/lib/orders/queries";
import { requireStaff } from "@/lib/platform/auth/page";
import { inLocale } from "@/lib/platform/i18n/locales";
import { readCursors } from "@/lib/platform/realtime/cursors";
import { mayRunTables } from "@/lib/tables/permissions";
import { listAreas } from "@/lib/tables/queries";
import { Dashboard } from "./dashboard";
import { dashboardChannels } from "./dashboard-state";

type Props = { params: Promise<{ venue: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { venue: slug } = await params;
  const { venue } = await requireStaff(slug);
  const [t, locale] = await Promise.all([getTranslations("staff"), getLocale()]);
  return { title: `${t("title")}, ${inLocale(venue.names, locale, venue.defaultLocale)}` };
}

/** The floor, rendered with its data; the cursors are read before it, so that nothing between the two is missed. */
export default async function DashboardPage({ params }: Props) {
  const { venue: slug } = await params;
  const { venue, actor } = await requireStaff(slug);
  const locale = await getLocale();
  const cursors = await readCursors(venue, dashboardChannels(slug));
  const [orders, calls, areas, stations] = await Promise.all([
    listOpenOrders(venue),
    listOpenCalls(venue),
    listAreas(venue),
    listStations(venue),
  ]);
  return (
    <Dashboard
      venue={slug}
      timezone={venue.timezone}
      locale={locale}
      stations={Object.fromEntries(
        stations.map(({ type, names, targetSeconds }) => [
          type,
          { name: inLocale(names, locale, venue.defaultLocale), targetSeconds },
        ]),
      )}
      approvalSeconds={venue.approvalTimeoutMinutes * 60}
      callSeconds={venue.callLimitSeconds}
      me={{ id: actor.userId, name: actor.name, role: actor.role }}
      mayRunTables={mayRunTables(actor)}
      initial={{ orders, calls, areas, cursors }}
    />
  );
}
