import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { readDashboard } from "@/app/api/venues/[venue]/dashboard/snapshot";
import { listStations } from "@/lib/kitchen/queries";
import { requireStaff } from "@/lib/platform/auth/page";
import { inLocale } from "@/lib/platform/i18n/locales";
import { mayRunTables } from "@/lib/tables/permissions";
import { Dashboard } from "./dashboard";

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
  const ctx = await requireStaff(slug);
  const { venue, actor } = ctx;
  const locale = await getLocale();
  const [initial, stations] = await Promise.all([readDashboard(ctx), listStations(venue)]);
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
      initial={initial}
    />
  );
}
