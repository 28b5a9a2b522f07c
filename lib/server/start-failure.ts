/**
 * A reason not to start that the person at the terminal can act on. Its message is all they see, so it says what is wrong,
 * where, and what to do; the process then ends with exit code 1.
 */
export class StartFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StartFailure";
  }
}

/** The text of any thrown value, on one line. */
export function reasonOf(error: unknown): string {
  const text =
    error instanceof AggregateError && error.errors.length > 0 ? error.errors.map(reasonOf).join("; ") : null;
  return text ?? (error instanceof Error ? error.message || error.name : String(error)).replaceAll(/\s*\n\s*/g, " ");
}
