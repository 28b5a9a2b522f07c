import { type SeedArea, type SeedTable, t } from "../types";

// Salon and bar are one room and share one plan (772 × 656 when drawn), so a round table is wider than high in
// thousandths. The terrace and the rooms are drawn on plans of the same shape.
const round = (number: string, seats: number, x: number, y: number): SeedTable => ({
  number,
  kind: "TABLE",
  seats,
  shape: "ROUND",
  place: [x, y, 130, 152],
});
const rect = (number: string, seats: number, x: number, y: number, width = 130, height = 152): SeedTable => ({
  number,
  kind: "TABLE",
  seats,
  shape: "RECT",
  place: [x, y, width, height],
});
const stool = (number: string, y: number): SeedTable => ({
  number,
  kind: "COUNTER",
  seats: 2,
  shape: "ROUND",
  place: [793, y, 98, 116],
});
const room = (number: string, seats: number, x: number, y: number): SeedTable => ({
  number,
  kind: "ROOM",
  seats,
  shape: "RECT",
  place: [x, y, 300, 260],
});

export const areas: SeedArea[] = [
  {
    key: "salon",
    names: t("Салон", "Salon", "Зала"),
    tables: [
      round("1", 4, 47, 73),
      round("2", 4, 223, 73),
      round("3", 2, 399, 73),
      rect("4", 8, 47, 290, 130, 381),
      rect("5", 4, 223, 290),
      rect("6", 4, 399, 290),
      rect("7", 4, 223, 518),
      rect("8", 12, 399, 549, 306, 152),
      rect("9", 6, 47, 762),
      round("10", 4, 223, 762),
      round("11", 2, 399, 762),
      rect("12", 4, 575, 762),
      rect("13", 4, 575, 116),
      rect("14", 4, 575, 332),
    ],
  },
  {
    key: "terrace",
    names: t("Тераса", "Terrace", "Тераса"),
    tables: [
      round("T1", 2, 80, 120),
      round("T2", 2, 330, 120),
      rect("T3", 6, 590, 120, 306, 152),
      rect("T4", 4, 80, 520),
      rect("T5", 4, 330, 520),
      round("T6", 4, 680, 520),
    ],
  },
  {
    key: "bar",
    names: t("Бар", "Bar", "Бар"),
    tables: [stool("B1", 189), stool("B2", 335), stool("B3", 482), stool("B4", 628)],
  },
  {
    key: "rooms",
    names: t("Стаи", "Rooms", "Номери"),
    tables: [room("201", 2, 140, 160), room("202", 2, 560, 160), room("203", 3, 140, 560), room("204", 4, 560, 560)],
  },
];
