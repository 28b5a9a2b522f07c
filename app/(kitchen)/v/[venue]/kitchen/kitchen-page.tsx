import { notFound } from "next/navigation";
import { AppHost } from "@/components/app/app-host";
import { KitchenBoard } from "@/lib/kitchen/components/kitchen-board";
import { readKitchen } from "@/lib/kitchen/queries";
import { LockButton } from "@/lib/people/components/lock-button";
import { StaffSession } from "@/lib/people/components/staff-session";
import { requireStaff } from "@/lib/platform/auth/page";
import { LiveProvider } from "@/lib/platform/realtime/provider";
import { listAreas } from "@/lib/tables/queries";

/** All stations, or one. */
export async function KitchenPage({ slug, station }: { slug: string; station: string | null }) {
  const { venue, actor } = await requireStaff(slug, `/v/${slug}/kitchen${station ? `/${station}` : ""}`);
  const [{ cursors, stations, ...data }, areas] = await Promise.all([
    readKitchen(venue, station, actor.locale),
    listAreas(venue),
  ]);
  if (station && !stations.some(({ type }) => type === station)) notFound();
  const rooms = areas.flatMap(({ tables }) => tables.filter(({ kind }) => kind === "ROOM").map(({ number }) => number));
  return (
    <LiveProvider venue={slug} as="staff">
      <StaffSession
        venue={slug}
        userId={actor.userId}
        byPin={actor.deviceId !== null}
        idleSeconds={venue.idleLockSeconds}
      >
        <link rel="manifest" href={`/v/${slug}/manifest.webmanifest`} />
        <div className="fixed bottom-5 left-5 z-30 w-[28rem] max-w-[calc(100vw-2.5rem)]">
          <AppHost venue={slug} userId={actor.userId} place="floating" keepAwake />
        </div>
        <KitchenBoard
          venue={slug}
          venueLocale={venue.defaultLocale}
          timezone={venue.timezone}
          station={station}
          stations={stations}
          rooms={rooms}
          initial={{ data: { ...data, incomplete: false }, cursors }}
          lock={
            <LockButton
              className="press inline-flex min-h-[max(3.75rem,44px)] items-center gap-2.5 rounded-md px-3 text-[1.375rem] font-semibold hover:bg-sunk active:bg-sunk"
              iconClass="size-[1.75rem]"
            />
          }
        />
      </StaffSession>
    </LiveProvider>
  );
}
