import type pg from "pg";
import type { Logger } from "pino";
import type { PushSender } from "@/lib/platform/push/send";
import { claimDue, deliver } from "./deliver";
import { fanOut } from "./fan-out";

export interface PushWorkerOptions {
  pool: pg.Pool;
  log: Logger;
  sender: PushSender;
}

const pollMs = 500;
/** Requests to push services at once. */
const concurrency = 8;
/** How long a stop waits for running requests; then they are broken off and their messages are sent again later. */
const stopMs = 3_000;
/** Any constant that no other advisory lock of this database uses. */
const lock = 0x9054;

/** See `startPushWorker`. One connection holds the lock, fans out and claims; losing it loses the right to do so. */
class PushWorker {
  #client: pg.PoolClient | null = null;
  #holdsLock = false;
  #looking: Promise<void> | null = null;
  #lookAgain = false;
  #sending = new Set<Promise<void>>();
  #stopping = false;
  #isAway = false;
  #timer: NodeJS.Timeout;
  #interrupt = new AbortController();

  constructor(
    private readonly pool: pg.Pool,
    private readonly log: Logger,
    private readonly sender: PushSender,
  ) {
    this.#timer = setInterval(() => this.#wake(), pollMs);
    this.#timer.unref();
    this.#wake();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    clearInterval(this.#timer);
    await this.#looking;
    // Destroyed rather than given back: its lock goes with it.
    this.#client?.release(true);
    this.#client = null;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, stopMs);
    });
    await Promise.race([Promise.all(this.#sending), patience]);
    clearTimeout(timer);
    this.#interrupt.abort();
    await Promise.all(this.#sending);
  }

  #wake(): void {
    this.#lookAgain = true;
    if (this.#stopping || this.#looking) return;
    this.#looking = this.#look().finally(() => {
      this.#looking = null;
    });
  }

  async #look(): Promise<void> {
    while (this.#lookAgain && !this.#stopping) {
      this.#lookAgain = false;
      try {
        const client = await this.#connect();
        if (client && (await this.#takeLock(client))) await this.#work(client);
        if (this.#isAway) this.log.info("push: the database is back");
        this.#isAway = false;
      } catch (err) {
        this.#drop();
        if (!this.#isAway && !this.#stopping) this.log.warn({ err }, "push: the database does not answer");
        this.#isAway = true;
      }
    }
  }

  async #connect(): Promise<pg.PoolClient | null> {
    if (this.#client) return this.#client;
    const client = await this.pool.connect();
    client.on("error", () => {
      if (this.#client === client) this.#drop();
    });
    this.#client = client;
    return client;
  }

  #drop(): void {
    this.#client?.release(true);
    this.#client = null;
    this.#holdsLock = false;
  }

  async #takeLock(client: pg.PoolClient): Promise<boolean> {
    if (this.#holdsLock) return true;
    const { rows } = await client.query<{ locked: boolean }>("select pg_try_advisory_lock($1) as locked", [lock]);
    this.#holdsLock = rows[0]?.locked === true;
    return this.#holdsLock;
  }

  async #work(client: pg.PoolClient): Promise<void> {
    const { rows } = await client.query<{ news: boolean; due: boolean }>({
      name: "push-look",
      text: `
        select
          exists (
            select 1 from "PushCursor" c
            join "ChannelHead" h on h."venueId" = c."venueId" and h."channel" = c."channel" and h."seq" > c."seq"
          ) as "news",
          exists (select 1 from "PushDelivery" where "nextAttemptAt" <= now()) as "due"`,
    });
    const found = rows[0] ?? { news: false, due: false };
    if (found.news && (await fanOut(client))) this.#lookAgain = true;
    if (found.news || found.due) await this.#send(client);
  }

  async #send(client: pg.PoolClient): Promise<void> {
    const free = concurrency - this.#sending.size;
    if (free <= 0 || this.#stopping) return;
    for (const due of await claimDue(client, free)) {
      const sending = deliver(this.pool, due, { ...this.sender, signal: this.#interrupt.signal }, this.log)
        // Its lease ends by itself.
        .catch((err: unknown) => this.log.warn({ err }, "push: what became of a message was not written down"))
        .finally(() => {
          this.#sending.delete(sending);
          this.#wake();
        });
      this.#sending.add(sending);
    }
  }
}

/**
 * Tells browsers what happened, from the numbered events: at least once each, by one process a database. Looks every half second;
 * starting never throws, what fails is tried again.
 */
export function startPushWorker({ pool, log, sender }: PushWorkerOptions): { stop(): Promise<void> } {
  const worker = new PushWorker(pool, log, sender);
  return { stop: () => worker.stop() };
}
