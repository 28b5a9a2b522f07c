import { z } from "zod";

/** A text in the languages it has, as it travels. */
export const translations = z.object({
  bg: z.string().optional(),
  en: z.string().optional(),
  uk: z.string().optional(),
});
