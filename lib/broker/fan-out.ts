export interface Flushable {
  flush(): void;
}

/**
 * Decides when sockets are written to. Whoever has something to send waits here once, however many messages gather
 * meanwhile, and is flushed whole: under load each socket gets one write for many messages. Only a bounded number is flushed
 * per turn of the event loop, so a large fan-out does not hold up requests. Order per socket is that of its own outbox.
 */
export class FanOut {
  readonly #perTurn: number;
  #round: Flushable[] = [];
  #next: Flushable[] = [];
  #position = 0;
  #scheduled = false;

  constructor(perTurn: number) {
    this.#perTurn = perTurn;
  }

  /** Queues a flush. The caller sees to it that it waits only once at a time. */
  enqueue(waiting: Flushable): void {
    this.#next.push(waiting);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(this.#turn);
  }

  readonly #turn = () => {
    this.#scheduled = false;
    if (this.#position >= this.#round.length) {
      this.#round = this.#next;
      this.#next = [];
      this.#position = 0;
    }
    const end = Math.min(this.#position + this.#perTurn, this.#round.length);
    while (this.#position < end) this.#round[this.#position++]?.flush();
    if (this.#position < this.#round.length || this.#next.length > 0) this.#schedule();
    else this.#round = [];
  };
}
