import { apiFetch, newIdempotencyKey, sendOnce } from "@/lib/platform/http/client";
import type { Locale } from "@/lib/platform/i18n/locales";
import type { DeviceDto, MeDto, PinSessionDto, PinSignInInput, SharedTabletDto } from "./schema";

const api = (venue: string, path: string) => `/api/venues/${venue}/${path}`;

/** Signs a person in on this tablet. @throws ApiError wrong-pin (`current`: WrongPinDto), pin-locked, device-not-enrolled */
export function startPinSession(venue: string, input: PinSignInInput): Promise<PinSessionDto> {
  return apiFetch(api(venue, "pin-sessions"), { body: input });
}

/** Ends the PIN session of this tablet. @throws ApiError; `unauthenticated` and `not-found` mean that there is none any more */
export function endPinSession(venue: string): Promise<void> {
  return apiFetch(api(venue, "pin-sessions/current"), { method: "DELETE", timeoutMs: 5_000 });
}

/** @throws ApiError device-not-enrolled once this tablet was revoked */
export function fetchSharedTablet(venue: string): Promise<SharedTabletDto> {
  return apiFetch(api(venue, "devices/current"));
}

export async function fetchDevices(venue: string): Promise<DeviceDto[]> {
  return (await apiFetch<{ items: DeviceDto[] }>(api(venue, "devices"))).items;
}

export function enrolDevice(venue: string, name: string): Promise<DeviceDto> {
  return sendOnce(api(venue, "devices"), { name }, newIdempotencyKey(), { forMs: 10_000 });
}

export function revokeDevice(venue: string, id: string): Promise<DeviceDto> {
  return apiFetch(api(venue, `devices/${id}`), { method: "DELETE" });
}

export function saveLocale(venue: string, locale: Locale): Promise<MeDto> {
  return apiFetch(api(venue, "me"), { method: "PATCH", body: { locale } });
}
