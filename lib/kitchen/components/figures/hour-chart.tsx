/** Values of the hours on the axis, null where there is nothing to show. */
type Series = readonly (number | null)[];

interface Point {
  x: number;
  y: number;
}

/** A line through what there is, broken where there is nothing, in percent of the plot. */
function lineOf(points: readonly (Point | null)[]): string {
  return points
    .map((point, n) => (point ? `${points[n - 1] ? "L" : "M"}${point.x.toFixed(2)} ${point.y.toFixed(2)}` : ""))
    .join("");
}

/** A point that no line reaches would not be seen. */
function lonely(points: readonly (Point | null)[]): Point[] {
  return points.flatMap((point, n) => (point && !points[n - 1] && !points[n + 1] ? [point] : []));
}

function Dot({ at: { x, y }, className }: { at: Point; className: string }) {
  return (
    <i
      className={`absolute size-2.5 -translate-1/2 rounded-full border-2 ${className}`}
      style={{ left: `${x}%`, top: `${y}%` }}
    />
  );
}

/**
 * Two lines by hour: what is looked at drawn through, what it is compared with dashed. `goal` is a level across, `running` the hour
 * that is not over. It says nothing to who cannot see it but its label: a table has the same numbers.
 */
export function HourChart({
  label,
  hours,
  steps,
  stepName,
  now,
  before,
  goal,
  running,
}: {
  label: string;
  /** Of the clock, in the order of the axis. */
  hours: readonly number[];
  /** From 0 to the top of the axis. */
  steps: readonly number[];
  stepName: (step: number) => string;
  now: Series;
  before: Series;
  goal?: { value: number; name: string };
  running?: { hour: number; title: string; text: string | null };
}) {
  const top = steps.at(-1) || 1;
  const yOf = (value: number) => 100 - (Math.min(value, top) / top) * 100;
  const xOf = (n: number) => (hours.length > 1 ? (n / (hours.length - 1)) * 100 : 50);
  const placed = (series: Series) =>
    series.map((value, n): Point | null => (value === null ? null : { x: xOf(n), y: yOf(value) }));
  const [nowPoints, beforePoints] = [placed(now), placed(before)];
  const every = hours.length > 15 ? 3 : hours.length > 8 ? 2 : 1;
  const last = running ? hours.indexOf(running.hour) : -1;
  return (
    <div role="img" aria-label={label} className="pt-4 pr-5 pb-7 pl-12">
      <div aria-hidden className="relative h-56 md:h-64">
        {steps.map((step) => (
          <div key={step} className="absolute inset-x-0 border-t border-line" style={{ top: `${yOf(step)}%` }}>
            <span className="absolute right-full mr-2 -translate-y-1/2 text-2xs whitespace-nowrap text-ink-3">
              {stepName(step)}
            </span>
          </div>
        ))}
        {hours.map((hour, n) =>
          n % every === 0 ? (
            <span
              key={hour}
              className={`absolute top-full mt-2 -translate-x-1/2 text-2xs whitespace-nowrap text-ink-3 ${n % (every * 2) ? "max-md:hidden" : ""}`}
              style={{ left: `${xOf(n)}%` }}
            >
              {hour}:00
            </span>
          ) : null,
        )}
        {last >= 0 ? (
          <div className="absolute inset-y-0 border-l border-ink" style={{ left: `${xOf(last)}%` }}>
            <p
              className={`absolute top-0 px-2 text-xs whitespace-nowrap text-ink-2 ${xOf(last) > 70 ? "right-0 text-right" : "left-0"}`}
            >
              <b className="block font-semibold text-ink">{running?.title}</b>
              {running?.text}
            </p>
          </div>
        ) : null}
        <svg
          aria-hidden="true"
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="absolute inset-0 size-full overflow-visible"
        >
          <g fill="none" strokeLinejoin="round" strokeLinecap="round">
            <path
              d={lineOf(beforePoints)}
              vectorEffect="non-scaling-stroke"
              stroke="var(--color-ink-2)"
              strokeWidth="2"
              strokeDasharray="2 5"
            />
            <path
              d={lineOf(nowPoints)}
              vectorEffect="non-scaling-stroke"
              stroke="var(--color-accent-ink)"
              strokeWidth="3"
            />
          </g>
        </svg>
        {goal ? (
          <div className="absolute inset-x-0 border-t-2 border-ink" style={{ top: `${yOf(goal.value)}%` }}>
            <span className="absolute right-0 bottom-0.5 bg-paper px-1 text-xs font-semibold whitespace-nowrap">
              {goal.name}
            </span>
          </div>
        ) : null}
        {lonely(beforePoints).map((point) => (
          <Dot key={point.x} at={point} className="border-ink-2 bg-paper" />
        ))}
        {lonely(nowPoints).map((point) => (
          <Dot key={point.x} at={point} className="border-paper bg-accent-ink" />
        ))}
        {nowPoints[last] ? <Dot at={nowPoints[last]} className="border-paper bg-accent-ink" /> : null}
      </div>
    </div>
  );
}

/** What the two lines are. */
export function ChartKey({ now, before }: { now: string; before: string | null }) {
  return (
    <p className="flex flex-wrap gap-x-5 gap-y-1 text-xs text-ink-2">
      <span className="inline-flex items-center gap-2">
        <i aria-hidden className="w-6 border-t-3 border-accent-ink" />
        {now}
      </span>
      {before === null ? null : (
        <span className="inline-flex items-center gap-2">
          <svg aria-hidden="true" viewBox="0 0 24 4" className="h-1 w-6">
            <path
              d="M1 2H23"
              stroke="var(--color-ink-2)"
              strokeWidth="2"
              strokeDasharray="2 5"
              strokeLinecap="round"
              fill="none"
            />
          </svg>
          {before}
        </span>
      )}
    </p>
  );
}
