import {
  Bean,
  Egg,
  Fish,
  Flower2,
  Leaf,
  type LucideIcon,
  Milk,
  Nut,
  Shell,
  Shrimp,
  Snail,
  Sprout,
  Wheat,
  Wine,
} from "lucide-react";

const icons: Record<string, LucideIcon> = {
  gluten: Wheat,
  crustaceans: Shrimp,
  eggs: Egg,
  fish: Fish,
  peanuts: Shell,
  soy: Bean,
  milk: Milk,
  nuts: Nut,
  celery: Leaf,
  mustard: Flower2,
  sesame: Sprout,
  sulphites: Wine,
  lupin: Flower2,
  molluscs: Snail,
};

/** The drawing of an allergen of EU 1169/2011; it always stands with its word. */
export function allergenIcon(allergen: string): LucideIcon {
  return icons[allergen] ?? Wheat;
}
