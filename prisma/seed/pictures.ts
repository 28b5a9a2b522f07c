/*
 * Drawings of dishes and drinks for items without a photo: /plates/{kind}.svg, all in a viewBox of 0 0 120 120.
 *
 * Each file has three ids for external use from the same origin. Custom properties (--color-plate, --color-plate-rim,
 * --color-linen-*) cross into <use>, so both colour schemes work; the values in the files are only the fallback.
 *   #plate    the plate with its shadow, no ground
 *   #stripes  the two woven stripes of the linen, for the square crop
 *   #linen    ground and stripes, for an <img> of the whole file
 *
 * Square, the linen painted by CSS:
 *   <svg viewBox="0 0 120 120" style="background: var(--color-linen-sage)" aria-hidden="true">
 *     <use href="/plates/salad.svg#stripes" /><use href="/plates/salad.svg#plate" />
 *   </svg>
 * Wide lead picture, with stripes on both sides, fork and knife:
 *   <svg viewBox="-35 6 190 106" preserveAspectRatio="xMidYMid slice" style="background: var(--color-linen-sage)">
 *     <use href="/plates/setting.svg#setting" /><use href="/plates/salad.svg#plate" />
 *   </svg>
 * Sold out: filter: saturate(.15) on the outer svg.
 */

export const pictureKinds = [
  "ayran",
  "beer",
  "bread",
  "breakfast",
  "broth",
  "burger",
  "cake",
  "cocktail-pink",
  "cocktail-short",
  "cocktail-stem",
  "cocktail-tall",
  "caramel",
  "coffee",
  "cola",
  "cold-soup",
  "dessert",
  "dumplings",
  "fish",
  "grain",
  "grill",
  "ice-cream",
  "jar",
  "juice",
  "mussels",
  "pancakes",
  "pastry",
  "potatoes",
  "roast",
  "salad",
  "sarmi",
  "seafood",
  "side",
  "skewer",
  "soft-drink",
  "soup",
  "sparkling",
  "spirit",
  "steak",
  "stew",
  "tea",
  "vegetables",
  "water",
  "white-wine",
  "wine",
] as const;
export type PictureKind = (typeof pictureKinds)[number];

/** The ground behind a drawing: --color-linen-{name}. */
export const linens = ["sage", "wheat", "clay", "sea", "plum"] as const;
export type Linen = (typeof linens)[number];
