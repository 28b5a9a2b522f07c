import { notFound } from "next/navigation";
import { AppHost } from "@/components/app/app-host";
import { KitchenBoard } from "@/lib/kitchen/components/kitchen-board";
import type { WallView } from "@/lib/kitchen/components/wall-types";
import { readKitchen } from "@/lib/kitchen/queries";
import { LockButton } from "@/lib/people/components/lock-button";
import { StaffSession } from "@/lib/people/components/staff-session";
import { requireStaff } from "@/lib/platform/auth/page";
import { LiveProvider } from "@/lib/platform/realtime/provider";
import { listAreas } from "@/lib/tables/queries";
import { KitchenLanguage } from "./kitchen-language";

const pathOf = (view: WallView) => (view.kind === "station" ? `/${view.station}` : view.kind === "expo" ? "/expo" : "");

/** One of the kitchen's walls. Every wall holds what all stations have: a card says what its order has elsewhere. */
export async function KitchenPage({ slug, view }: { slug: string; view: WallView }) {
  const { venue, actor } = await requireStaff(slug, `/v/${slug}/kitchen${pathOf(view)}`);
  const [{ cursors, stations, ...data }, areas] = await Promise.all([
    readKitchen(venue, null, actor.locale),
    listAreas(venue),
  ]);
  if (view.kind === "station" && !stations.some(({ type }) => type === view.station)) notFound();
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
          view={view}
          stations={stations}
          rooms={rooms}
          initial={{ data: { ...data, incomplete: false }, cursors }}
          language={<KitchenLanguage venue={slug} />}
          lock={
            <LockButton
              className="press mt-1.5 flex min-h-[max(3.75rem,48px)] w-full items-center gap-4 border-t border-line px-5 text-[1.5rem] font-medium hover:bg-sunk active:bg-sunk"
              iconClass="size-7 text-ink-2"
            />
          }
        />
      </StaffSession>
    </LiveProvider>
  );
}
