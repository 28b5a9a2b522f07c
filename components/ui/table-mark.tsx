const sizes = {
  inline: "h-7 min-w-8 px-1.5 text-base",
  row: "h-11 min-w-11 px-1.5 text-lg",
  kitchen: "h-[3.125rem] min-w-[3.5rem] px-2 text-[2.25rem] font-bold tracking-[-0.02em]",
};

/** The table mark: an ink rectangle with the number. A room is outlined; an order without a table shows its letter. */
export function TableMark({
  number,
  room = false,
  size = "inline",
  label,
}: {
  number: string;
  room?: boolean;
  size?: keyof typeof sizes;
  /** What a screen reader says: "Table 12". */
  label?: string;
}) {
  // Three signs do not fit a square at the size of two.
  const measure = size === "row" && number.length > 2 ? "h-11 min-w-11 px-0.5 text-base" : sizes[size];
  const ground = room ? "border border-ink bg-surface text-ink" : "bg-ink text-paper";
  return (
    <span
      className={`inline-grid flex-none place-items-center rounded-sm font-semibold leading-none whitespace-nowrap ${measure} ${ground}`}
    >
      {label ? <span className="sr-only">{label}</span> : null}
      <span aria-hidden={label ? true : undefined}>{number}</span>
    </span>
  );
}
