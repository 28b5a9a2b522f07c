import type { Logger } from "pino";
import { reasonOf } from "./start-failure";

/** What must be undone when the process ends, in the reverse of the order in which it was begun. */
export class Shutdown {
  private readonly steps: { name: string; undo: () => Promise<void> | void }[] = [];
  private running: Promise<void> | null = null;

  constructor(private readonly log: Logger) {}

  /** Remembers how to undo what was just begun. */
  add(name: string, undo: () => Promise<void> | void): void {
    this.steps.push({ name, undo });
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
