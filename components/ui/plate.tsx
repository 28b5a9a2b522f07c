const linens: Record<string, string> = {
  sage: "bg-linen-sage",
  wheat: "bg-linen-wheat",
  clay: "bg-linen-clay",
  sea: "bg-linen-sea",
  plum: "bg-linen-plum",
};

/**
 * The drawing of a dish without a photo, on its category's linen. The drawings are files of public/plates, the woven
 * stripes and the plate each under its name, so a page with eighty dishes carries eighty references and no artwork; they take the page's colours.
 */
export function Plate({
  picture,
  linen,
  label,
  wide = false,
  muted = false,
  className = "",
}: {
  /** null is the linen alone, for a drawing that is still far from the screen. */
  picture: string | null;
  linen: string;
  /** The dish's name; empty where the name stands beside it. */
  label?: string;
  wide?: boolean;
  /** Sold out: nearly without colour. */
  muted?: boolean;
  className?: string;
}) {
  return (
    <span
      className={`block overflow-hidden rounded-md ${linens[linen] ?? "bg-linen-sage"} ${muted ? "opacity-75 saturate-[.15]" : ""} ${className}`}
    >
      {picture === null ? null : (
        <svg
          className="block size-full"
          viewBox={wide ? "-35 6 190 106" : "0 0 120 120"}
          preserveAspectRatio="xMidYMid slice"
          role={label ? "img" : undefined}
          aria-label={label || undefined}
          aria-hidden={label ? undefined : true}
        >
          <use href={wide ? "/plates/setting.svg#setting" : `/plates/${picture}.svg#stripes`} />
          <use href={`/plates/${picture}.svg#plate`} />
        </svg>
      )}
    </span>
  );
}
