import type { Density } from "./wall-types";

/** A card's unit of type, in rem: everything on it is a multiple, so that a density changes all of it alike. */
export const unitOf: Record<Density, string> = { roomy: "1.16rem", normal: "1rem", dense: "0.84rem" };

/** The wall's sizes of type, in units of the card (`--u`). */
export const type = {
  timer: "text-[length:calc(var(--u)*2.5)]/[calc(var(--u)*3.125)]",
  line: "text-[length:calc(var(--u)*1.6875)]/[calc(var(--u)*1.9375)]",
  foot: "text-[length:calc(var(--u)*1.5625)]/[calc(var(--u)*1.75)]",
  option: "text-[length:calc(var(--u)*1.4375)]/[calc(var(--u)*1.75)]",
  status: "text-[length:calc(var(--u)*1.3125)]/[calc(var(--u)*1.5)]",
  small: "text-[length:calc(var(--u)*1.1875)]/[calc(var(--u)*1.4375)]",
} as const;

/** An icon in a text of its size, on the first line's middle. */
export const inlineIcon = "mt-[0.14em] size-[0.95em] flex-none";
