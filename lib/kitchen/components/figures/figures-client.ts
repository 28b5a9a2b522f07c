import { apiFetch } from "@/lib/platform/http/client";
import type { BusyStationDto, KitchenFiguresDto, StationDto, UpdateStationInput } from "../../schema";
import type { Span } from "./figures-days";

/** What a person sets of a station. */
export type StationValues = Pick<StationDto, "targetSeconds" | "nextStation">;

/** The figures of these days, or of the venue's service day as it is by now. @throws ApiError */
export function fetchFigures(venue: string, span: Span | null): Promise<KitchenFiguresDto> {
  const query = span ? `?${new URLSearchParams({ from: span.from, to: span.to })}` : "";
  return apiFetch<KitchenFiguresDto>(`/api/venues/${venue}/kitchen/figures${query}`);
}

/** @throws ApiError */
export async function fetchStations(venue: string): Promise<StationDto[]> {
  const { items } = await apiFetch<{ items: BusyStationDto[] }>(`/api/venues/${venue}/stations`);
  return items;
}

/** @throws ApiError `version-moved` with the station as it stands */
export function sendStation(venue: string, id: string, input: UpdateStationInput): Promise<StationDto> {
  return apiFetch<StationDto>(`/api/venues/${venue}/stations/${id}`, { method: "PATCH", body: input });
}
