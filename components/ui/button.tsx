import type { ButtonHTMLAttributes } from "react";

export type ButtonLook = "primary" | "outline" | "quiet" | "destructive";
export type ButtonSize = "row" | "control" | "main";

const looks: Record<ButtonLook, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-down active:bg-accent-down",
  outline: "border border-edge bg-surface text-ink hover:bg-sunk active:bg-sunk",
  quiet: "text-accent-ink hover:bg-sunk active:bg-sunk",
  destructive: "border border-urgent-ink bg-surface text-urgent-ink hover:bg-urgent-tint active:bg-urgent-tint",
};
const sizes: Record<ButtonSize, string> = {
  row: "min-h-[max(2.75rem,44px)] px-3.5 text-sm",
  control: "min-h-[max(3rem,48px)] px-4 text-base",
  main: "min-h-[max(3.5rem,56px)] px-4 text-base",
};

/** The classes of a button, for links that look like one. */
export function buttonClass(look: ButtonLook = "outline", size: ButtonSize = "control", extra = ""): string {
  return `press inline-flex items-center justify-center gap-2 rounded-md font-semibold leading-tight select-none disabled:border-transparent disabled:bg-sunk disabled:text-ink-3 aria-disabled:border-transparent aria-disabled:bg-sunk aria-disabled:text-ink-3 ${sizes[size]} ${looks[look]} ${extra}`;
}

/** 44 px in rows, 48 px by default, 56 px for the page's main act. One primary a row or page. */
export function Button({
  look = "outline",
  size = "control",
  className = "",
  type = "button",
  ...rest
}: { look?: ButtonLook; size?: ButtonSize } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type={type} className={buttonClass(look, size, className)} {...rest} />;
}

/** A 44 px target that shows an icon alone; `label` is what it is called. */
export function IconButton({
  label,
  className = "",
  type = "button",
  ...rest
}: { label: string } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button
      type={type}
      aria-label={label}
      className={`press grid size-[max(2.75rem,44px)] flex-none place-items-center rounded-md hover:bg-sunk active:bg-sunk disabled:text-ink-3 ${className}`}
      {...rest}
    />
  );
}
