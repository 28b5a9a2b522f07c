/** Somebody who can be named in a comment. */
export interface Mentionable {
  userId: string;
  name: string;
}

/** What is being typed after an @ at the caret, and where the @ stands; null when nothing of the kind is. */
export function typedMention(text: string, caret: number): { at: number; query: string } | null {
  const before = text.slice(0, caret);
  const at = before.lastIndexOf("@");
  if (at < 0 || (at > 0 && !/\s/.test(before[at - 1] ?? ""))) return null;
  const query = before.slice(at + 1);
  return query.length <= 40 && !query.includes("\n") ? { at, query } : null;
}

/** Whose name, or a word of it, begins like the query; those first whose whole name does. */
export function suggest<P extends Mentionable>(people: readonly P[], query: string, most = 6): P[] {
  const wanted = query.toLocaleLowerCase();
  const whole = people.filter(({ name }) => name.toLocaleLowerCase().startsWith(wanted));
  const words = people.filter(
    (person) =>
      !whole.includes(person) &&
      person.name
        .toLocaleLowerCase()
        .split(/\s+/)
        .some((word) => word.startsWith(wanted)),
  );
  return [...whole, ...words].slice(0, most);
}

/** A comment in pieces: plain text, and the names of those it is addressed to. The longer of two names that begin alike counts. */
export function splitMentions(text: string, people: readonly Mentionable[]): { text: string; userId: string | null }[] {
  const byLength = [...people].sort((a, b) => b.name.length - a.name.length);
  const parts: { text: string; userId: string | null }[] = [];
  let plain = "";
  let at = 0;
  while (at < text.length) {
    const named = text[at] === "@" ? byLength.find(({ name }) => text.startsWith(name, at + 1)) : undefined;
    if (!named) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (plain) parts.push({ text: plain, userId: null });
    plain = "";
    parts.push({ text: `@${named.name}`, userId: named.userId });
    at += named.name.length + 1;
  }
  if (plain) parts.push({ text: plain, userId: null });
  return parts;
}

/** Whom a text names, each once. */
export function mentionsIn(text: string, people: readonly Mentionable[]): string[] {
  return [...new Set(splitMentions(text, people).flatMap(({ userId }) => userId ?? []))];
}
