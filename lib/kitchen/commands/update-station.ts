import { writeAudit } from "@/lib/platform/audit";
import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import { inTransaction } from "@/lib/platform/db";
import { AppError, invalid, notFound } from "@/lib/platform/errors";
import { inLocale } from "@/lib/platform/i18n/locales";
import type { Station } from "@/lib/platform/prisma/client";
import { mayChangeStations } from "../permissions";
import type { StationDto, UpdateStationInput } from "../schema";
import { findHandOverFault, type HandOverFault } from "../station-rules";

const faultTexts: Record<HandOverFault, string> = {
  unknown: "There is no such station in this venue.",
  itself: "A station cannot hand over to itself.",
  receives: "Another station hands over to this one, and a dish is handed over only once.",
  "hands-on": "That station hands on itself, and a dish is handed over only once.",
};

/**
 * Sets a station's target, and which station it hands over to; what is left out stays. Orders that come from now on follow it, what
 * is on the wall stays as it was sent. What is already so changes nothing. Throws 403, 404, 409 `version-moved` (`current` is the
 * station) and 422 for a hand-over that cannot be.
 */
export function updateStation(
  ctx: Context<StaffActor>,
  stationId: string,
  { version, ...input }: UpdateStationInput,
): Promise<StationDto> {
  const { actor, venue } = ctx;
  return inTransaction(async (tx) => {
    if (!mayChangeStations(actor)) throw new AppError("forbidden", "Only managers change stations.");
    // The venue first, as for every change of the menu, which carries the stations: two hand-overs cannot make a chain at once either.
    await tx.$queryRaw`select 1 from "Venue" where "id" = ${venue.id}::uuid for no key update`;
    const stations = await tx.station.findMany({ where: { venueId: venue.id } });
    const station = stations.find(({ id }) => id === stationId);
    if (!station) throw notFound("station");
    if (station.version !== version) {
      throw new AppError("version-moved", "Somebody changed this station before you.", { current: toDto(station) });
    }
    const { targetSeconds = station.targetSeconds, nextStation = station.nextStation } = input;
    const fault =
      nextStation === null || nextStation === station.nextStation
        ? null
        : findHandOverFault(stations, station.type, nextStation);
    if (fault) throw invalid("nextStation", faultTexts[fault]);
    if (targetSeconds === station.targetSeconds && nextStation === station.nextStation) return toDto(station);
    const after = await tx.station.update({
      where: { id: station.id },
      data: { targetSeconds, nextStation, version: { increment: 1 } },
    });
    await tx.venue.update({ where: { id: venue.id }, data: { menuVersion: { increment: 1 } }, select: { id: true } });
    const dto = toDto(after);
    await writeAudit(tx, ctx, {
      action: "station.updated",
      subject: inLocale(dto.names, venue.defaultLocale, venue.defaultLocale) || dto.type,
      subjectId: station.id,
      before: { targetSeconds: station.targetSeconds, nextStation: station.nextStation },
      after: { targetSeconds, nextStation },
    });
    return dto;
  });
}

function toDto({ venueId: _, names, ...station }: Station): StationDto {
  return { ...station, names: names as StationDto["names"] };
}
