/** How many wrong PINs in a row lock a person on a device. */
export const triesBeforeLock = 5;

/** How long the first, second … lock lasts, in seconds; every later one as long as the last. */
export const lockSeconds = [30, 60, 5 * 60, 15 * 60, 60 * 60] as const;

/** How many more wrong PINs are answered before the next lock, after `failures` of them; 0 means that it has just begun. */
export function triesLeft(failures: number): number {
  const since = failures % triesBeforeLock;
  return since === 0 && failures > 0 ? 0 : triesBeforeLock - since;
}
