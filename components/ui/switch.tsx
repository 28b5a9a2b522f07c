import { type ReactNode, useId } from "react";

/** A row of 44 px and more with a switch at its end; the whole row takes the tap. Its state is said by its place, not by colour alone. */
export function SwitchRow({
  label,
  hint,
  checked,
  disabled = false,
  onChange,
}: {
  label: string;
  hint?: ReactNode;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="relative flex min-h-[max(3rem,48px)] items-center gap-4 py-2">
      <div className="flex-1">
        <label htmlFor={id} className="block text-base font-medium">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-sm text-ink-2">
            {hint}
          </p>
        ) : null}
      </div>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.checked)}
        className="peer absolute inset-0 size-full cursor-pointer opacity-0 disabled:cursor-default"
      />
      <span
        aria-hidden
        className="flex h-7 w-12 flex-none items-center rounded-md border border-edge bg-surface p-[3px] transition-colors duration-(--duration-quick) peer-checked:justify-end peer-checked:border-accent peer-checked:bg-accent peer-disabled:border-line peer-disabled:bg-sunk peer-focus-visible:outline-3 peer-focus-visible:outline-offset-2 peer-focus-visible:outline-accent-ink [&>i]:bg-edge peer-checked:[&>i]:bg-on-accent"
      >
        <i className="block h-full w-5 rounded-sm" />
      </span>
    </div>
  );
}
