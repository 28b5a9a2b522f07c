import type { Density } from "./wall-types";

/** How cards share the screen, in px. */
export interface WallLayout {
  columns: number;
  rows: number;
  cellWidth: number;
  cellHeight: number;
  gapX: number;
  gapY: number;
  /** Cards stand below each other, column by column, each as tall as it needs; a cell is then a step of height. */
  flows: boolean;
  /** Too small for a grid that fits: cards are as tall as they need to be, and the page scrolls. */
  scrolls: boolean;
}

/** How many cells a card takes. */
export interface Span {
  columns: number;
  rows: number;
}

/** Where a card hangs on its page; counted from 0. */
export interface Place extends Span {
  id: string;
  column: number;
  row: number;
}

/** Columns by the window's width: below 480 px, below 900, below 1500, and from there on. */
const columnsOf: Record<"tickets" | "orders", Record<Density, readonly [number, number, number, number]>> = {
  tickets: { roomy: [1, 2, 3, 4], normal: [1, 2, 4, 6], dense: [1, 2, 4, 6] },
  orders: { roomy: [1, 2, 2, 3], normal: [1, 2, 3, 4], dense: [1, 2, 4, 5] },
};

/** How tall a cell would best be, in rem; there are as many rows as come nearest to that. */
const bestHeight = { roomy: 26, normal: 23 };
/** Cells lower than this would seldom hold a ticket, in rem: cards then flow. */
const leastCell = 24;
/** What stands over and under the cards of a wall, in rem: a bar that comes and goes must not make another grid. */
const aroundCards = 12.3;
/** The steps of height where cards flow, in rem. */
const flowStep = 0.5;

/** The least height that is worth a grid, in rem. */
const leastArea = 19;
const mostRows = 4;

/** How many cards a page has where it scrolls. */
export const scrolledPage = 12;

export interface WallArea {
  /** Of the place where cards hang, in px. */
  width: number;
  height: number;
  windowWidth: number;
  windowHeight: number;
  /** The root's font size, in px. */
  rem: number;
}

/** How many cards fit. `reserved` px of the height are taken by the bar that turns pages. */
export function layOut(
  { width, height, windowWidth, windowHeight, rem }: WallArea,
  { density, cards, reserved = 0 }: { density: Density; cards: "tickets" | "orders"; reserved?: number },
): WallLayout {
  const [phone, small, medium, large] = columnsOf[cards][density];
  const columns = windowWidth < 480 ? phone : windowWidth < 900 ? small : windowWidth < 1500 ? medium : large;
  const gapX = 0.75 * rem;
  const gapY = 0.875 * rem;
  const free = height - reserved;
  const scrolls = windowWidth < 480 || free < leastArea * rem;
  const best = bestHeight[density === "roomy" ? density : "normal"] * rem;
  const usual = windowHeight - aroundCards * rem;
  const fitting = Math.max(1, Math.min(mostRows, Math.round((usual + gapY) / (best + gapY))));
  const isLow = (usual - (fitting - 1) * gapY) / fitting < leastCell * rem;
  const flows = !scrolls && (density === "dense" || cards === "orders" || isLow);
  const cellWidth = (width - (columns - 1) * gapX) / columns;
  if (flows) {
    // The room below a card is its own: the last one of a column needs none.
    const step = flowStep * rem;
    const rows = Math.max(1, Math.floor((free + gapY) / step));
    return { columns, rows, cellWidth, cellHeight: step, gapX, gapY, flows, scrolls };
  }
  const rows = scrolls ? 1 : fitting;
  return {
    columns,
    rows,
    cellWidth,
    cellHeight: (free - (rows - 1) * gapY) / rows,
    gapX,
    gapY,
    flows,
    scrolls,
  };
}

/** What a card takes beside its lines (head, bands, foot), in rem; more than one column does not divide that. */
const besideLines = 12;

/** The cells that a card of `height` px in one column needs; as many as there are when that is not enough. */
export function spanOf(height: number, { columns, rows, cellHeight, gapY, flows }: WallLayout, rem: number): Span {
  const heightOf = (count: number) => (flows ? count * cellHeight - gapY : count * cellHeight + (count - 1) * gapY);
  for (let count = 1; count <= rows; count += 1) {
    if (height <= heightOf(count) + 0.5) return { columns: 1, rows: count };
  }
  const beside = besideLines * rem;
  for (let count = 2; count < columns; count += 1) {
    // Columns never fill evenly: a line is not broken.
    if (beside + ((height - beside) * 1.1) / count <= heightOf(rows)) return { columns: count, rows };
  }
  return { columns, rows };
}

/** One more than `span`, for a card that was seen not to fit. */
export function widen({ columns, rows }: Span, layout: WallLayout): Span {
  if (columns === 1 && rows < layout.rows) return { columns, rows: rows + 1 };
  return { columns: Math.min(columns + 1, layout.columns), rows };
}

export interface Card {
  id: string;
  span: Span;
}

/** A page that is being filled. */
interface Filling {
  cards: Card[];
  /** Columns that begin with a card of more than one cell. */
  tall: number;
  /** Cells that are free for cards of one. */
  free: number;
  single: number;
}

const isSingle = ({ columns, rows }: Span) => columns === 1 && rows === 1;

function put(page: Filling, card: Card, { columns, rows }: WallLayout): boolean {
  const { span } = card;
  if (isSingle(span)) {
    if (page.single === page.free) return false;
    page.single += 1;
  } else {
    // What such a card leaves of its column is for single ones.
    const free = page.free - span.columns * rows + (span.columns === 1 ? rows - span.rows : 0);
    if (page.single > free || page.tall + span.columns > columns) return false;
    page.free = free;
    page.tall += span.columns;
  }
  page.cards.push(card);
  return true;
}

/** Larger cards stand at the top of their columns, about where their turn is; the others fill what is left, row by row. */
function place(cards: readonly Card[], { columns, rows }: WallLayout): Place[] {
  const tallColumns = cards.reduce((sum, { span }) => sum + (isSingle(span) ? 0 : span.columns), 0);
  const taken = new Set<number>();
  const at = new Map<string, { column: number; row: number }>();
  let singlesBefore = 0;
  let columnsBefore = 0;
  for (const { id, span } of cards) {
    if (isSingle(span)) {
      singlesBefore += 1;
      continue;
    }
    const column = Math.min(singlesBefore, columns - tallColumns) + columnsBefore;
    at.set(id, { column, row: 0 });
    for (let c = column; c < column + span.columns; c += 1) {
      for (let r = 0; r < span.rows; r += 1) taken.add(r * columns + c);
    }
    columnsBefore += span.columns;
  }
  let cell = 0;
  return cards.map(({ id, span }) => {
    const known = at.get(id);
    if (known) return { id, ...span, ...known };
    while (taken.has(cell) && cell < columns * rows) cell += 1;
    const found = { column: cell % columns, row: Math.floor(cell / columns) };
    cell += 1;
    return { id, ...span, ...found };
  });
}

/** Hangs the cards on pages, in their order: none is left out, and none comes before one that goes before it by a page. */
export function paginate(cards: readonly Card[], layout: WallLayout): Place[][] {
  if (layout.scrolls) return paginateScrolled(cards, layout);
  if (layout.flows) return paginateFlowing(cards, layout);
  const { columns, rows } = layout;
  const empty = (): Filling => ({ cards: [], tall: 0, free: columns * rows, single: 0 });
  const pages: Filling[] = [];
  let page = empty();
  for (const card of cards) {
    if (put(page, card, layout)) continue;
    pages.push(page);
    page = empty();
    put(page, card, layout);
  }
  if (page.cards.length > 0) pages.push(page);
  return pages.map((each) => place(each.cards, layout));
}

/** Down one column, then down the next. */
function paginateFlowing(cards: readonly Card[], { columns, rows }: WallLayout): Place[][] {
  const pages: Place[][] = [];
  let column = columns;
  let row = 0;
  for (const { id, span } of cards) {
    if (row > 0 && (span.columns > 1 || row + span.rows > rows)) {
      column += 1;
      row = 0;
    }
    if (column + span.columns > columns) {
      pages.push([]);
      column = 0;
      row = 0;
    }
    pages.at(-1)?.push({ id, ...span, column, row });
    if (span.columns > 1) column += span.columns;
    else row += span.rows;
  }
  return pages;
}

function paginateScrolled(cards: readonly Card[], { columns }: WallLayout): Place[][] {
  const pages: Place[][] = [];
  for (let from = 0; from < cards.length; from += scrolledPage) {
    const page = cards.slice(from, from + scrolledPage);
    pages.push(
      page.map(({ id }, nth) => ({ id, columns: 1, rows: 1, column: nth % columns, row: Math.floor(nth / columns) })),
    );
  }
  return pages;
}

/** As much of a card as its height can be guessed from. */
export interface CardText {
  /** Each with what stands below it. */
  lines: readonly { name: string; below: readonly string[] }[];
  /** Bands over the lines: rush, changes, and the order's note. */
  bands: number;
  note: string | null;
  /** Small rows below the lines. */
  rows: readonly string[];
}

/** How wide a letter is on the average, of the size of its type. */
const letter = 0.57;

/** About how tall a card will be, in px, before it was ever drawn. `unit` is its size of type, in rem. */
export function guessHeight(
  { lines, bands, note, rows }: CardText,
  cellWidth: number,
  unit: number,
  rem: number,
): number {
  const inner = cellWidth / rem - 1.5;
  const rowsOf = (text: string, width: number, size: number) =>
    Math.max(1, Math.ceil(text.length / Math.max(4, width / (size * letter * unit))));
  const list = lines.reduce((sum, { name, below }) => {
    const own = rowsOf(name, inner - 3.3, 1.6875) * 1.9375 * unit;
    const under = below.reduce((rest, text) => rest + rowsOf(text, inner - 3.6, 1.4375) * 1.75 * unit, 0);
    return sum + Math.max(3, 1 + own + under);
  }, 0);
  const small = rows.reduce((sum, text) => sum + 0.25 + rowsOf(text, inner - 1, 1.1875) * 1.4375 * unit, 0);
  const head = 4.4 + 0.4 + 1.25 + 2.95 * unit;
  const noted = note ? 0.75 + rowsOf(note, inner - 1.6, 1.4375) * 1.75 * unit : 0;
  const tail = 0.75 + (rows.length > 0 ? 1 : 0) + 4.2;
  // Rather too little: a card that turns out taller is given more, one that is not keeps what it has.
  return (head + bands * 2.6 + noted + list + small + tail) * rem * 0.95;
}
