import { z } from "zod";

export const allergens = [
  "gluten",
  "crustaceans",
  "eggs",
  "fish",
  "peanuts",
  "soy",
  "milk",
  "nuts",
  "celery",
  "mustard",
  "sesame",
  "sulphites",
  "lupin",
  "molluscs",
] as const;
/** The fourteen of Regulation (EU) 1169/2011, annex II. */
export type Allergen = (typeof allergens)[number];

export const ModifierDto = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Minor units added to the item's price. */
  price: z.int(),
  kind: z.enum(["ADD", "REMOVE", "CHOICE"]),
  available: z.boolean(),
});
export const ModifierGroupDto = z.object({
  id: z.uuid(),
  name: z.string(),
  /** 1 or more: required. */
  min: z.int(),
  max: z.int(),
  modifiers: z.array(ModifierDto),
});
export const MenuItemDto = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  price: z.int(),
  secondPrice: z.int().nullable(),
  /** May be ordered now: not sold out and inside its hours. */
  available: z.boolean(),
  soldOut: z.boolean(),
  soldOutUntil: z.iso.datetime().nullable(),
  /** Local hours such as 07:30–11:00; null is always. */
  hours: z.object({ from: z.string(), to: z.string() }).nullable(),
  allergens: z.array(z.string()),
  diets: z.array(z.string()),
  station: z.string().nullable(),
  picture: z.string(),
  linen: z.string(),
  photo: z.string().nullable(),
  version: z.int(),
  modifierGroups: z.array(ModifierGroupDto),
});
export const MenuCategoryDto = z.object({
  id: z.uuid(),
  name: z.string(),
  note: z.string().nullable(),
  items: z.array(MenuItemDto),
});
export const MenuDto = z.object({
  venue: z.string(),
  venueName: z.string(),
  locale: z.enum(["bg", "en", "uk"]),
  currency: z.string(),
  secondCurrency: z.string().nullable(),
  kitchenClosesAt: z.string().nullable(),
  version: z.int(),
  categories: z.array(MenuCategoryDto),
});
export type MenuDto = z.infer<typeof MenuDto>;
export type MenuCategoryDto = z.infer<typeof MenuCategoryDto>;
export type MenuItemDto = z.infer<typeof MenuItemDto>;
export type ModifierGroupDto = z.infer<typeof ModifierGroupDto>;
export type ModifierDto = z.infer<typeof ModifierDto>;

/** PATCH /menu-items/{id}/availability: "86 it", or bring it back. */
export const SetAvailabilityInput = z.strictObject({
  available: z.boolean(),
  until: z.iso.datetime({ offset: true }).nullable().optional(),
  version: z.int().positive().optional(),
});
export type SetAvailabilityInput = z.infer<typeof SetAvailabilityInput>;

/** POST /menu-items/{id}/sold-out: until an instant, until the service day ends (`tomorrow`), or until somebody says otherwise. */
export const SellOutInput = z.strictObject({
  until: z.union([z.literal("tomorrow"), z.iso.datetime({ offset: true })]).optional(),
  version: z.int().positive().optional(),
});
export type SellOutInput = z.infer<typeof SellOutInput>;
