import type { ReactNode } from "react";
import { Plate } from "./plate";

/** A drawing, one line, one sentence, at most one outlined button. */
export function EmptyState({
  picture = "pastry",
  linen = "wheat",
  title,
  titleAs: Title = "p",
  children,
  action,
}: {
  picture?: string;
  linen?: string;
  title: string;
  /** "h1" where it is all that the page says. */
  titleAs?: "p" | "h1";
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center px-6 py-12 text-center">
      <Plate picture={picture} linen={linen} className="size-22" />
      <Title className="mt-4 text-lg font-semibold tracking-[-0.01em]">{title}</Title>
      {children ? <p className="mt-1 max-w-80 text-sm text-ink-2">{children}</p> : null}
      {action ? <div className="mt-4">{action}</div> : null}
    </div>
  );
}
