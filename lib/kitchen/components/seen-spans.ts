import type { Card, Span } from "./wall-pages";

/**
 * The cells that cards were seen to need, by the grid in which that was seen. Each grid keeps its own: where the bar comes and goes with a
 * single card, two of them take turns, and one that forgot what the other learned would have them do so for ever.
 */
export type SeenSpans = ReadonlyMap<string, ReadonlyMap<string, { span: Span; changes: number }>>;

/** Grids that are remembered: with the bar and without, before and after the window was turned. */
const mostGrids = 4;

/** After so many changes in a grid a card is only given more: one whose height depends on its cells cannot take turns with itself. */
const mostChanges = 4;

const areaOf = ({ columns, rows }: Span) => columns * rows;

/** What is known with one more card's cells; the very same when that says nothing new. Cards that hang no more are forgotten. */
export function learnSpan(seen: SeenSpans, grid: string, { id, span }: Card, hanging: readonly string[]): SeenSpans {
  const known = seen.get(grid);
  const before = known?.get(id);
  if (before?.span.columns === span.columns && before.span.rows === span.rows) return seen;
  const changes = (before?.changes ?? 0) + 1;
  if (before && changes > mostChanges && areaOf(span) <= areaOf(before.span)) return seen;
  const hung = new Set(hanging);
  const spans = new Map([...(known ?? [])].filter(([each]) => hung.has(each))).set(id, { span, changes });
  const others = [...seen].filter(([each]) => each !== grid).slice(1 - mostGrids);
  return new Map([...others, [grid, spans]]);
}
