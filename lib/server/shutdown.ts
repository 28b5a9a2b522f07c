import type { Logger } from "pino";
import { reasonOf } from "./start-failure";

/** The start was called off. */
export class Cancelled extends Error {}

/** What must be undone when the process ends, in the reverse of the order in which it was begun. */
export class Shutdown {
  private readonly steps: { name: string; undo: () => Promise<void> | void }[] = [];
  private running: Promise<void> | null = null;
  private isCancelled = false;

  constructor(private readonly log: Logger) {}

  /**
   * Remembers how to undo what was just begun.
   * @throws Cancelled when the process is to end before it has fully started
   */
  add(name: string, undo: () => Promise<void> | void): void {
    this.steps.push({ name, undo });
    if (this.isCancelled) throw new Cancelled();
  }

  /** Lets a start that is still going on end at its next step. */
  cancel(): void {
    this.isCancelled = true;
  }

  /** Undoes everything once; a step that fails does not keep the others from running. */
  run(): Promise<void> {
    this.running ??= this.undoAll();
    return this.running;
  }

  private async undoAll(): Promise<void> {
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      const started = performance.now();
      try {
        await step.undo();
        this.log.debug({ step: step.name, ms: Math.round(performance.now() - started) }, "stopped");
      } catch (error) {
        this.log.error({ step: step.name, err: error }, `stopping ${step.name} failed: ${reasonOf(error)}`);
      }
    }
  }
}
