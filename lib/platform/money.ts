import { Decimal } from "decimal.js";
import { minorDigits } from "./money-format";

/** Fixed rate to a second currency, shown beside the settling one. */
export interface SecondCurrency {
  currency: string;
  /** Decimal string, up to six places. */
  rate: string;
  direction: "MULTIPLY" | "DIVIDE";
}

/**
 * An amount in the second currency's minor units, rounded half-up once.
 * EUR → BGN at 1.95583: 1000 → 1956. BGN → EUR divides: 1000 → 511.
 */
export function toSecond(amount: number, from: string, second: SecondCurrency): number {
  const shift = new Decimal(10).pow(minorDigits(second.currency) - minorDigits(from));
  const exact =
    second.direction === "MULTIPLY" ? new Decimal(amount).times(second.rate) : new Decimal(amount).div(second.rate);
  return exact.times(shift).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
}
