import { expect, it } from "vitest";
import { shortNames } from "./short-names";

it("shortens names as far as they still tell people apart", () => {
  expect(shortNames(["Мария Петрова", "Ірина Коваль", "Мария Павлова", "Ана", "Жан-Пиер дьо ла Кроа"])).toEqual([
    "Мария Петрова",
    "Ірина К.",
    "Мария Павлова",
    "Ана",
    "Жан-Пиер К.",
  ]);
});
