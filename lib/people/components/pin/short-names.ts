/** "Мария П." for "Мария Петрова", where that tells people apart; whoever shares it keeps the whole name. In the given order. */
export function shortNames(names: readonly string[]): string[] {
  const short = names.map((name) => {
    const [first = "", ...rest] = name.trim().split(/\s+/);
    const initial = Array.from(rest.at(-1) ?? "")[0];
    return initial ? `${first} ${initial.toLocaleUpperCase()}.` : first;
  });
  return short.map((each, at) => (short.filter((other) => other === each).length > 1 ? (names[at] ?? each) : each));
}
