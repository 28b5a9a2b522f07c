import { Search } from "lucide-react";
import { useId } from "react";

/** What a list on a sheet of the wall is searched with; large enough for a wet finger. `label` is also what stands in it while it is empty. */
export function SearchField({
  label,
  value,
  onType,
}: {
  label: string;
  value: string;
  onType: (typed: string) => void;
}) {
  const field = useId();
  return (
    <>
      <label htmlFor={field} className="sr-only">
        {label}
      </label>
      <span className="relative block">
        <Search
          aria-hidden
          className="pointer-events-none absolute inset-y-0 left-4 my-auto size-6 text-ink-2"
          strokeWidth={2.25}
        />
        <input
          id={field}
          type="search"
          value={value}
          onChange={(event) => onType(event.target.value)}
          placeholder={label}
          autoComplete="off"
          className="min-h-[max(3.75rem,48px)] w-full rounded-md border border-edge bg-surface pr-4 pl-13 text-lg placeholder:text-ink-3"
        />
      </span>
    </>
  );
}
