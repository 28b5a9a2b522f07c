import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { listStations } from "@/lib/kitchen/queries";
import { listNoticesToEverybody } from "@/lib/notices/queries";
import { touchDevice } from "@/lib/people/commands/devices";
import { PinPage } from "@/lib/people/components/pin/pin-page";
import { shortNames } from "@/lib/people/components/pin/short-names";
import { type findDevice, readSharedTablet } from "@/lib/people/queries";
import type { SharedTabletDto } from "@/lib/people/schema";
import { resolveIdentities } from "@/lib/platform/auth/resolve";
import { inLocale, type Translations } from "@/lib/platform/i18n/locales";

interface Props {
  /** Enrolled. */
  device: NonNullable<Awaited<ReturnType<typeof findDevice>>>;
  next: string | null;
  /** The user whose page led here. */
  who: string | null;
}

/** The PIN page of a shared tablet, with the people of its venue. */
export async function SharedTabletSignIn({ device, next, who }: Props) {
  const identities = await resolveIdentities(device.venueSlug, { sid: null, guestToken: null });
  if (!identities) notFound();
  const { venue } = identities;
  const [tablet, stations, notices, locale, t] = await Promise.all([
    readSharedTablet(venue, device),
    listStations(venue),
    listNoticesToEverybody(venue),
    getLocale(),
    getTranslations("staff.person"),
    touchDevice(device),
  ]);
  const stationNames = new Map(
    stations.map(({ type, names }) => [type, inLocale(names as Translations, locale, venue.defaultLocale)]),
  );
  // The database sorts by code point, where і comes before а.
  const inOrder = new Intl.Collator(locale);
  const people = tablet.people.toSorted((a, b) => inOrder.compare(a.name, b.name));
  const names = shortNames(people.map(({ name }) => name));
  return (
    <PinPage
      venue={venue.slug}
      venueName={inLocale(venue.names, locale, venue.defaultLocale)}
      timezone={venue.timezone}
      deviceName={device.name}
      people={people.map(({ membershipId, userId, name, role, station }, at) => ({
        membershipId,
        userId,
        name: names[at] ?? name,
        firstName: name.trim().split(/\s+/)[0] ?? name,
        initialsName: name,
        work: (station && stationNames.get(station)) || t(`role.${role}`),
      }))}
      waits={waitsOf(tablet)}
      next={next}
      who={who}
      notices={notices.map(({ id, title, message }) => ({ id, title, message }))}
    />
  );
}

function waitsOf({ people }: SharedTabletDto): Record<string, number> {
  return Object.fromEntries(
    people.flatMap(({ membershipId, lockedUntil }) => {
      const seconds = lockedUntil ? Math.ceil((Date.parse(lockedUntil) - Date.now()) / 1000) : 0;
      return seconds > 0 ? [[membershipId, seconds]] : [];
    }),
  );
}
