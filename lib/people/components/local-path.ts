/**
 * The path of this site that a `next` parameter names, or null. Anything that a browser could read as another site is refused:
 * another scheme or host, two slashes, a backslash, control characters.
 */
export function localPath(next: unknown): string | null {
  if (typeof next !== "string" || !next.startsWith("/") || next.length > 500) return null;
  const here = "http://servery.invalid";
  try {
    const { origin, pathname, search } = new URL(next, here);
    const path = `${pathname}${search}`;
    if (origin !== here || path.startsWith("//")) return null;
    return pathname.startsWith("/sign-in") || pathname.startsWith("/api/") ? null : path;
  } catch {
    return null;
  }
}
