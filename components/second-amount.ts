import type { SecondCurrency } from "@/lib/platform/money";
import { minorDigits } from "@/lib/platform/money-format";

/**
 * The same as `toSecond` of lib/platform/money, in whole numbers: a phone need not load a decimal library for it.
 * Minor units in, minor units of the second currency out, rounded half-up (away from zero) once.
 */
export function secondAmount(amount: number, from: string, second: SecondCurrency): number {
  const [whole = "0", fraction = ""] = second.rate.split(".");
  const rate = BigInt(whole + fraction.padEnd(6, "0"));
  const million = 1_000_000n;
  const shift = minorDigits(second.currency) - minorDigits(from);
  let up = BigInt(Math.abs(amount)) * (second.direction === "MULTIPLY" ? rate : million);
  let down = second.direction === "MULTIPLY" ? million : rate;
  if (shift > 0) up *= 10n ** BigInt(shift);
  else down *= 10n ** BigInt(-shift);
  const rounded = Number((up * 2n + down) / (down * 2n));
  return amount < 0 ? 0 - rounded : rounded;
}
