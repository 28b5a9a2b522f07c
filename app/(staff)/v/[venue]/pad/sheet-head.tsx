/** A sheet's title that stays while the rest scrolls under it and under the button that closes. */
export function SheetHead({ title }: { title: string }) {
  return (
    <h2 className="sticky top-0 z-5 bg-paper px-5 pt-5 pr-18 pb-3 text-xl leading-7 font-semibold tracking-[-0.018em]">
      {title}
    </h2>
  );
}
