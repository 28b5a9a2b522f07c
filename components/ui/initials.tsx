/** "МП" of "Мария Петрова". */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/);
  const letters = parts.length > 1 ? [parts[0], parts.at(-1)] : parts;
  return letters.map((part) => Array.from(part ?? "")[0]?.toLocaleUpperCase() ?? "").join("");
}

/** A person: initials on a small square, never in a circle. */
export function Initials({ name, size = "small" }: { name: string; size?: "small" | "large" }) {
  const measure = size === "small" ? "size-8 text-xs" : "size-12 text-base";
  return (
    <span
      aria-hidden
      className={`grid flex-none place-items-center rounded-sm bg-accent-tint font-semibold text-accent-ink ${measure}`}
    >
      {initialsOf(name)}
    </span>
  );
}
