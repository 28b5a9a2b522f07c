import { describe, expect, it } from "vitest";
import {
  type Card,
  type CardText,
  guessHeight,
  layOut,
  type Place,
  paginate,
  scrolledPage,
  spanOf,
  widen,
} from "./wall-pages";

const wall = { width: 1596, height: 950, windowWidth: 1920, windowHeight: 1080, rem: 16 };
const normal = { density: "normal", cards: "tickets" } as const;
const grid = layOut(wall, normal);
const one = { columns: 1, rows: 1 };
const tall = { columns: 1, rows: 2 };

const cards = (count: number, span = one): Card[] =>
  Array.from({ length: count }, (_, nth) => ({ id: `${nth + 1}`, span }));
const ids = (pages: Place[][]) => pages.map((page) => page.map(({ id }) => id));

/** Every cell that a page's cards cover; fails when two share one or one stands outside. */
function cellsOf(page: Place[], { columns, rows }: { columns: number; rows: number }): Set<string> {
  const cells = new Set<string>();
  for (const place of page) {
    for (let c = place.column; c < place.column + place.columns; c += 1) {
      for (let r = place.row; r < place.row + place.rows; r += 1) {
        expect(c, `column of ${place.id}`).toBeLessThan(columns);
        expect(r, `row of ${place.id}`).toBeLessThan(rows);
        expect(cells.has(`${c} ${r}`), `${place.id} lies on another card`).toBe(false);
        cells.add(`${c} ${r}`);
      }
    }
  }
  return cells;
}

describe("how many cards fit", () => {
  it("hangs six by two on the wall, four columns on a tablet, two when narrow, one on a phone", () => {
    expect(grid).toMatchObject({ columns: 6, rows: 2, scrolls: false, flows: false });
    // A bar over the cards makes them lower, and not another grid of them.
    expect(layOut({ ...wall, height: 870 }, normal)).toMatchObject({ columns: 6, rows: 2, flows: false });
    const large = layOut({ width: 2128, height: 1267, windowWidth: 2560, windowHeight: 1440, rem: 21.33 }, normal);
    expect(large).toMatchObject({ columns: 6, rows: 2, flows: false });
    const tablet = layOut({ width: 978, height: 690, windowWidth: 1280, windowHeight: 800, rem: 14.85 }, normal);
    expect(tablet).toMatchObject({ columns: 4, flows: true });
    const narrow = layOut({ width: 730, height: 880, windowWidth: 768, windowHeight: 1024, rem: 13 }, normal);
    expect(narrow).toMatchObject({ columns: 2, flows: true });
    expect(layOut({ width: 366, height: 700, windowWidth: 390, windowHeight: 844, rem: 13 }, normal)).toMatchObject({
      columns: 1,
      scrolls: true,
      flows: false,
    });
  });

  it("scrolls where the screen is too low for a grid", () => {
    expect(layOut({ ...wall, windowWidth: 844, height: 230, rem: 13 }, normal).scrolls).toBe(true);
  });

  it("has the whole screen for its cells, less the bar that turns pages", () => {
    const { cellHeight, rows, gapY } = layOut(wall, { ...normal, reserved: 78 });
    expect(rows * cellHeight + (rows - 1) * gapY).toBeCloseTo(950 - 78);
  });

  it("flows where it is dense, for whole orders, and where cells would be too low", () => {
    expect(layOut(wall, { density: "dense", cards: "tickets" })).toMatchObject({ flows: true, columns: 6 });
    expect(layOut(wall, { density: "normal", cards: "orders" })).toMatchObject({ flows: true, columns: 4 });
  });
});

describe("what a card needs", () => {
  it("takes the cells of its height, then more columns, and in the end all there is", () => {
    const both = 2 * grid.cellHeight + grid.gapY;
    expect(spanOf(grid.cellHeight, grid, 16)).toEqual(one);
    expect(spanOf(grid.cellHeight + 2, grid, 16)).toEqual(tall);
    expect(spanOf(both, grid, 16)).toEqual(tall);
    expect(spanOf(both + 2, grid, 16)).toEqual({ columns: 2, rows: 2 });
    expect(spanOf(50_000, grid, 16)).toEqual({ columns: 6, rows: 2 });
  });

  it("is given one more when it was seen not to fit", () => {
    expect(widen(one, grid)).toEqual(tall);
    expect(widen(tall, grid)).toEqual({ columns: 2, rows: 2 });
    expect(widen({ columns: 6, rows: 2 }, grid)).toEqual({ columns: 6, rows: 2 });
  });

  it("is guessed taller the more stands on it, and the narrower it is", () => {
    const line = { name: "Kebapche", below: [] };
    const text: CardText = { lines: [line], bands: 0, note: null, rows: [] };
    const height = (more: Partial<CardText>, width = 255) => guessHeight({ ...text, ...more }, width, 1, 16);
    const plain = height({});
    expect(height({ lines: [line, line] })).toBeGreaterThan(plain);
    expect(height({ bands: 1 })).toBeGreaterThan(plain);
    expect(height({ note: "No onions, please, the child is allergic to them" })).toBeGreaterThan(plain);
    const long = { lines: [{ name: "Grilled octopus with split-pea fava", below: ["well done"] }] };
    expect(height(long, 150)).toBeGreaterThan(height(long, 400));
  });
});

describe("pages", () => {
  it("fills them row by row, in order, and leaves nobody out", () => {
    const pages = paginate(cards(30), grid);
    expect(pages.map((page) => page.length)).toEqual([12, 12, 6]);
    expect(ids(pages).flat()).toEqual(cards(30).map(({ id }) => id));
    expect(pages[0]?.[7]).toMatchObject({ id: "8", column: 1, row: 1 });
  });

  it("gives a tall card a column about where its turn is, and the others the rest", () => {
    const mixed = cards(8).map((card) => (card.id === "3" || card.id === "8" ? { ...card, span: tall } : card));
    const [page = []] = paginate(mixed, grid);
    expect(page).toHaveLength(8);
    expect(cellsOf(page, grid).size).toBe(10);
    expect(page.find(({ id }) => id === "3")).toMatchObject({ column: 2, row: 0 });
    expect(page.find(({ id }) => id === "8")).toMatchObject({ column: 5, row: 0 });
  });

  it("turns the page rather than cut a card or pass over one", () => {
    const mixed = [...cards(11), { id: "tall", span: tall }, { id: "last", span: one }];
    expect(ids(paginate(mixed, grid))).toEqual([cards(11).map(({ id }) => id), ["tall", "last"]]);
  });

  it("never lays cards on one another, whatever their sizes", () => {
    // Small numbers that jump about, the same at every run.
    let seed = 7;
    const next = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    for (let run = 0; run < 200; run += 1) {
      const rows = 1 + next(3);
      const layout = { ...grid, rows, columns: 1 + next(6), flows: next(2) === 1 };
      const hung = Array.from({ length: next(40) }, (_, nth): Card => {
        const columns = next(9) === 0 ? 1 + next(layout.columns) : 1;
        return { id: `${nth}`, span: { columns, rows: columns > 1 ? rows : 1 + next(rows) } };
      });
      const pages = paginate(hung, layout);
      for (const page of pages) {
        expect(page.length).toBeGreaterThan(0);
        cellsOf(page, layout);
      }
      expect(ids(pages).flat()).toEqual(hung.map(({ id }) => id));
    }
  });

  it("goes down the columns where cards flow", () => {
    const layout = { ...grid, flows: true, columns: 2, rows: 10 };
    const flowing = [6, 4, 5, 6, 3].map((rows, nth) => ({ id: `${nth + 1}`, span: { columns: 1, rows } }));
    expect(paginate(flowing, layout)).toEqual([
      [
        { id: "1", column: 0, row: 0, columns: 1, rows: 6 },
        { id: "2", column: 0, row: 6, columns: 1, rows: 4 },
        { id: "3", column: 1, row: 0, columns: 1, rows: 5 },
      ],
      [
        { id: "4", column: 0, row: 0, columns: 1, rows: 6 },
        { id: "5", column: 0, row: 6, columns: 1, rows: 3 },
      ],
    ]);
  });

  it("counts cards off where the page scrolls", () => {
    const phone = layOut({ width: 366, height: 700, windowWidth: 390, windowHeight: 844, rem: 13 }, normal);
    const pages = paginate(cards(scrolledPage + 1, tall), phone);
    expect(pages.map((page) => page.length)).toEqual([scrolledPage, 1]);
  });
});
