import Link from "next/link";
import type { ReactNode } from "react";

/** A kind sentence above the menu, between hairlines. */
export function Notice({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div role="status" className="border-b border-line py-3.5 text-sm">
      <p className="font-semibold">{title}</p>
      {children ? <p className="text-ink-2">{children}</p> : null}
    </div>
  );
}

/** A way on, across the page's width. */
export function NoticeLink({ href, icon, children }: { href: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <Link
      href={href}
      className="press flex min-h-12 items-center gap-2 border-b border-line py-2 text-base font-semibold text-accent-ink hover:bg-sunk"
    >
      {icon}
      {children}
    </Link>
  );
}
