import { type SeedStation, type SeedVenue, t } from "../types";

export const venue: SeedVenue = {
  slug: "pod-lipite",
  names: t("Под липите", "Under the Lindens", "Під липами"),
  kind: "RESTAURANT",
  timezone: "Europe/Sofia",
  defaultLocale: "bg",
  currency: "EUR",
  secondCurrency: "BGN",
  secondRate: "1.95583",
  serviceDayCutoffHour: 5,
  kitchenClosesAt: "22:30",
};

/** Bulgaria's standard rate, which food, drink and alcohol in restaurants all carry since 2025. */
export const vatBasisPoints = 2000;

export const stations: SeedStation[] = [
  { key: "grill", names: t("Скара", "Grill", "Гриль"), targetSeconds: 15 * 60 },
  { key: "hot", names: t("Топла кухня", "Hot kitchen", "Гарячий цех"), targetSeconds: 18 * 60 },
  { key: "cold", names: t("Студена кухня", "Cold kitchen", "Холодний цех"), targetSeconds: 8 * 60 },
  { key: "bar", names: t("Бар", "Bar", "Бар"), targetSeconds: 5 * 60 },
  // Makes nothing: a house that wants its plates called from here lets the others hand over to it.
  { key: "pass", names: t("Пас", "Pass", "Роздача"), targetSeconds: 2 * 60 },
];
