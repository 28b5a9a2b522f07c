import type { ReactNode } from "react";

/** A name, dots, and its amount. */
export function Leader({
  name,
  children,
  className = "",
}: {
  name: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div className={`flex items-baseline gap-2 ${className}`}>
      <span>{name}</span>
      <i aria-hidden className="leader-dots" />
      <span className="whitespace-nowrap">{children}</span>
    </div>
  );
}
