import "./figures.css";
import { getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { type FiguresSearch, readDays } from "@/lib/kitchen/components/figures/figures-days";
import { FiguresScreen } from "@/lib/kitchen/components/figures/figures-screen";
import { mayChangeStations, mayReadFigures } from "@/lib/kitchen/permissions";
import { listStations } from "@/lib/kitchen/queries";
import { readFigures } from "@/lib/kitchen/queries/figures";
import { getMenuSnapshot } from "@/lib/menu/queries";
import { LockButton } from "@/lib/people/components/lock-button";
import { StaffSession } from "@/lib/people/components/staff-session";
import { requireStaff } from "@/lib/platform/auth/page";
import { serviceDay } from "@/lib/platform/time";

interface Props {
  params: Promise<{ venue: string }>;
  searchParams: Promise<FiguresSearch & { station?: unknown }>;
}

/** The chef's page: how fast the kitchen was, and what its stations are measured by. */
export default async function Figures({ params, searchParams }: Props) {
  const [{ venue: slug }, search] = await Promise.all([params, searchParams]);
  const { venue, actor } = await requireStaff(slug, `/v/${slug}/kitchen/figures`);
  if (!mayReadFigures(actor)) return <Refused slug={slug} />;
  const now = new Date();
  const days = readDays(search, serviceDay(now, venue.timezone, venue.serviceDayCutoffHour));
  const [{ items: figures }, { items: before }, stations, menu] = await Promise.all([
    readFigures(venue, { from: days.from, to: days.to }, now),
    readFigures(venue, days.before, now),
    listStations(venue),
    getMenuSnapshot(venue),
  ]);
  const made = new Set([...menu.items.values()].map((item) => item.station));
  const station = stations.find(({ type }) => type === search.station)?.type ?? null;
  return (
    <StaffSession
      venue={slug}
      userId={actor.userId}
      byPin={actor.deviceId !== null}
      idleSeconds={venue.idleLockSeconds}
    >
      <link rel="manifest" href={`/v/${slug}/manifest.webmanifest`} />
      <FiguresScreen
        // Other days are another page: what a refresh brought belongs to these.
        key={`${days.from} ${days.to}`}
        venue={slug}
        venueLocale={venue.defaultLocale}
        timezone={venue.timezone}
        cutoff={venue.serviceDayCutoffHour}
        days={days}
        station={station}
        makers={stations.map(({ type }) => type).filter((type) => made.has(type))}
        mayChange={mayChangeStations(actor)}
        initial={{ figures, before, stations, at: now.getTime() }}
        lock={
          <LockButton
            className="press inline-flex min-h-11 items-center gap-2 rounded-md px-3 text-sm font-semibold hover:bg-sunk active:bg-sunk print:hidden"
            iconClass="size-5"
          />
        }
      />
    </StaffSession>
  );
}

async function Refused({ slug }: { slug: string }) {
  const t = await getTranslations("kitchen.figures");
  return (
    <main data-page="figures" className="grid min-h-dvh place-items-center">
      <title>{t("refusedTitle")}</title>
      <EmptyState
        picture="side"
        linen="clay"
        title={t("refusedTitle")}
        titleAs="h1"
        action={
          <a href={`/v/${slug}/dashboard`} className={buttonClass("outline")}>
            {t("toFloor")}
          </a>
        }
      >
        {t("refused")}
      </EmptyState>
    </main>
  );
}
