/** The number on the bump bar that presses a card's foot; null has none. `look` is its edge and ink. */
export function SlotKey({ slot, look }: { slot: number | null; look: string }) {
  if (slot === null) return null;
  return (
    <kbd
      aria-hidden
      className={`grid h-[1.5em] min-w-[1.5em] flex-none place-items-center rounded-sm border font-sans text-[0.8em] font-medium ${look}`}
    >
      {slot}
    </kbd>
  );
}
