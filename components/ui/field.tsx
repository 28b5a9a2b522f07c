import { TriangleAlert } from "lucide-react";
import { type InputHTMLAttributes, type TextareaHTMLAttributes, useId } from "react";

const box =
  "w-full rounded-md border border-edge bg-surface px-3.5 text-base text-ink placeholder:text-ink-3 focus-visible:outline-3 focus-visible:outline-offset-0 aria-invalid:border-2 aria-invalid:border-urgent-ink";

interface Common {
  label: string;
  hint?: string;
  error?: string | null;
}

function Below({ id, hint, error }: { id: string; hint?: string; error?: string | null }) {
  if (error) {
    return (
      <p id={id} className="mt-1.5 flex items-start gap-1.5 text-xs font-medium text-urgent-ink">
        <TriangleAlert aria-hidden className="mt-px size-4 flex-none" />
        {error}
      </p>
    );
  }
  return hint ? (
    <p id={id} className="mt-1.5 text-xs text-ink-3">
      {hint}
    </p>
  ) : null;
}

/** Label above, 48 px; the error stands below with its icon. */
export function Field({ label, hint, error, className = "", ...rest }: Common & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        className={`${box} h-12`}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-below` : undefined}
        {...rest}
      />
      <Below id={`${id}-below`} hint={hint} error={error} />
    </div>
  );
}

export function TextArea({
  label,
  hint,
  error,
  className = "",
  ...rest
}: Common & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <textarea
        id={id}
        rows={2}
        className={`${box} py-3`}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-below` : undefined}
        {...rest}
      />
      <Below id={`${id}-below`} hint={hint} error={error} />
    </div>
  );
}
