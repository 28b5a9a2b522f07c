import type { Allergen } from "@/lib/menu/schema";
import type { Linen, PictureKind } from "./pictures";

/** One text in the three languages of the house. */
export type Text = { bg: string; en: string; uk: string };

/** Shorthand for a text: Bulgarian, English, Ukrainian. */
export function t(bg: string, en: string, uk: string): Text {
  return { bg, en, uk };
}

/** A name that is written the same everywhere, as most cocktails are. */
export function same(name: string): Text {
  return { bg: name, en: name, uk: name };
}

export const diets = ["vegetarian", "vegan", "glutenFree"] as const;
export type Diet = (typeof diets)[number];

export type StationKey = "grill" | "hot" | "cold" | "bar" | "pass";

export interface SeedStation {
  key: StationKey;
  names: Text;
  /** Seconds from sending to ready. */
  targetSeconds: number;
}

export interface SeedVenue {
  slug: string;
  names: Text;
  kind: "RESTAURANT" | "BAR" | "HOTEL";
  timezone: string;
  defaultLocale: keyof Text;
  currency: string;
  secondCurrency: string;
  /** Decimal text: how much of the second currency one unit of the first is worth. */
  secondRate: string;
  serviceDayCutoffHour: number;
  /** Local time, HH:MM. */
  kitchenClosesAt: string;
}

export interface SeedArea {
  key: string;
  names: Text;
  tables: SeedTable[];
}

export interface SeedTable {
  number: string;
  kind: "TABLE" | "ROOM" | "COUNTER";
  seats: number;
  shape: "ROUND" | "RECT";
  /** Left, top, width and height in thousandths of the plan's width and height. */
  place: readonly [x: number, y: number, width: number, height: number];
}

export interface SeedPerson {
  name: string;
  /** The part before @. */
  mailbox: string;
  role: "ADMIN" | "MANAGER" | "CASHIER" | "STAFF" | "KITCHEN" | "RELEASER";
  locale: keyof Text;
  station?: StationKey;
  pin: string;
}

export interface Portion {
  amount: number;
  unit: "g" | "ml";
}

/** Weight of a portion in grams. */
export const g = (amount: number): Portion => ({ amount, unit: "g" });
/** Volume of a portion in millilitres. */
export const ml = (amount: number): Portion => ({ amount, unit: "ml" });

/** True is until somebody says otherwise; minutes are counted from the moment of seeding. */
export type SeedSoldOut = true | { minutes: number };

export interface SeedModifier {
  names: Text;
  /** Minor units, added to the price of the item. */
  price?: number;
  kind?: "ADD" | "REMOVE" | "CHOICE";
  soldOut?: SeedSoldOut;
}

export interface SeedModifierGroup {
  names: Text;
  min: number;
  max: number;
  modifiers: SeedModifier[];
}

export type AvailabilityWindow = {
  /** Local time, HH:MM. */
  from: string;
  to: string;
  /** ISO weekdays, 1 is Monday. */
  days: number[];
};

export interface SeedItem {
  names: Text;
  descriptions: Text;
  /** Minor units, VAT included. */
  price: number;
  portion?: Portion;
  /** Falls back to the category's. */
  picture?: PictureKind;
  linen?: Linen;
  /** Falls back to the category's; null is handed over as it is. */
  station?: StationKey | null;
  allergens?: Allergen[];
  diets?: Diet[];
  /** Keys of `modifierGroups`, in the order the guest meets them. */
  groups?: string[];
  soldOut?: SeedSoldOut;
  availability?: AvailabilityWindow[];
  /** Name of the recipe in the International Bartenders Association's list. */
  iba?: string;
}

export interface SeedCategory {
  names: Text;
  notes?: Text;
  station: StationKey | null;
  picture: PictureKind;
  linen: Linen;
  items: SeedItem[];
}
