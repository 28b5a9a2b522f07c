import { formatMoney } from "@/lib/platform/money-format";

export interface MoneyProps {
  /** Minor units. */
  amount: number;
  currency: string;
  second?: { amount: number; currency: string } | null;
  locale: string;
  /** The second currency under the first instead of beside it. */
  stacked?: boolean;
  className?: string;
}

/** An amount, and regular beside or under it the same in the second currency. */
export function Money({ amount, currency, second, locale, stacked = false, className = "" }: MoneyProps) {
  return (
    <span className={`whitespace-nowrap ${stacked ? "inline-flex flex-col items-end" : ""} ${className}`}>
      <span className="font-semibold">{formatMoney(amount, currency, locale)}</span>
      {second ? (
        <span className={`font-normal text-sm ${stacked ? "" : "ml-2"} text-ink-2`}>
          {formatMoney(second.amount, second.currency, locale)}
        </span>
      ) : null}
    </span>
  );
}
