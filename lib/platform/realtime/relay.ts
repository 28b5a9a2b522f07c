import type pg from "pg";
import type { Logger } from "pino";
import {
  claimVenues,
  markPublished,
  type NumberedEvent,
  numberEvents,
  pruneEvents,
  readUnpublished,
} from "./numbering";
import { createPublisher, PublishError, type Publisher, type WireEvent } from "./publisher";

export interface RelayOptions {
  pool: pg.Pool;
  log: Logger;
  /** The broker of the environment unless one is given. */
  publisher?: Publisher;
}

const pollMs = 500;
/** Under load, news of this many ms are numbered together; a lone event never waits. */
const gatherMs = 4;
/** A wake-up that brought nothing may be another venue's first event; looking for it this often is enough, in ms. */
const claimMs = 100;
/** A transaction open for longer than this is found by the next poll instead of its own wake-up, in ms. */
const settledMs = 250;
const pruneMs = 10 * 60_000;
/** How long "was sent" may stay unwritten: a crash in between sends those events twice, and a write for each would cost more. */
const markMs = 25;
/** Events numbered by one statement, and sent before the next are looked at. */
const chunkSize = 200;
/** Of what an earlier process left: little at a time, so that being killed again and again still gets somewhere. */
const oweSize = 50;
/** Events kept in memory while the broker is slow or away; the rest waits in the database, numbered. */
const backlogSize = 1_000;
/** The protocol's limit of a batch. */
const batchSize = 10;
/** Batches on the wire at once, when there is a backlog; a channel is always in the same lane, so its order holds. */
const laneCount = 4;
const stopMs = 3_000;

const jittered = (ms: number) => ms * (0.5 + Math.random() / 2);

/** Entries of one channel end up in the order of their numbers, whatever order their events came in. */
function inOrder(entries: NumberedEvent["entries"]): NumberedEvent["entries"] {
  const last = new Map<string, number>();
  const ordered = entries.every(({ channel, seq }) => {
    const before = last.get(channel) ?? 0;
    last.set(channel, seq);
    return before < seq;
  });
  return ordered ? entries : entries.toSorted((a, b) => a.seq - b.seq);
}

function lanesOf(entries: NumberedEvent["entries"]): NumberedEvent["entries"][] {
  if (entries.length <= batchSize) return [entries];
  const laneOf = new Map<string, number>();
  const lanes: NumberedEvent["entries"][] = Array.from({ length: laneCount }, () => []);
  for (const entry of entries) {
    const lane = laneOf.get(entry.channel) ?? laneOf.size % laneCount;
    laneOf.set(entry.channel, lane);
    lanes[lane]?.push(entry);
  }
  return lanes.filter((lane) => lane.length > 0);
}

/** See `startRelay`. One connection holds the venues' locks, listens, numbers and marks; losing it loses the right to do so. */
class Relay {
  #client: pg.PoolClient | null = null;
  #held: string[] = [];
  #backlog: NumberedEvent[] = [];
  /** There are numbered events in the database that are not in the backlog. */
  #behind = false;
  #sent: string[] = [];
  #woken = false;
  #numbering = false;
  #sending = false;
  #stopping = false;
  #failures = 0;
  #losses = 0;
  #lostAt = 0;
  #interrupt = new AbortController();
  #lastConnection: Promise<void> = Promise.resolve();
  #turn: Promise<unknown> = Promise.resolve();
  #claimDue = true;
  #claimedAt = 0;
  #numberedAt = 0;
  #gathering: NodeJS.Timeout | null = null;
  /** The highest positions that recent statements numbered, oldest first. */
  #numbered: { position: string; at: number }[] = [];
  #marking: NodeJS.Timeout | null = null;
  #timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly pool: pg.Pool,
    private readonly log: Logger,
    private readonly publisher: Publisher,
  ) {}

  start(): void {
    this.#lastConnection = this.#connect();
    const prune = () =>
      pruneEvents(this.pool).catch((err: unknown) => this.log.warn({ err }, "relay: old events were not forgotten"));
    this.#timers.push(
      setInterval(() => this.#poll(), pollMs),
      setInterval(prune, pruneMs),
    );
    for (const timer of this.#timers) timer.unref();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const timer of this.#timers) clearInterval(timer);
    if (this.#gathering) clearTimeout(this.#gathering);
    this.#interrupt.abort();
    const deadline = Date.now() + stopMs;
    await Promise.race([this.#lastConnection, this.#pause(stopMs, false)]);
    while ((this.#numbering || this.#sending) && Date.now() < deadline) await this.#pause(5, false);
    const client = this.#client;
    if (client) {
      await this.#mark(client).catch(() => {});
      this.#client = null;
      // Destroyed rather than given back: its locks and its LISTEN go with it.
      client.release(true);
    }
    this.publisher.close();
  }

  /** Waits `ms`, or less when the relay stops. */
  #pause(ms: number, interruptible = true): Promise<void> {
    return new Promise((resolve) => {
      const { signal } = this.#interrupt;
      if (interruptible && signal.aborted) return resolve();
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      if (interruptible) signal.addEventListener("abort", end);
    });
  }

  /** One statement after the other on the connection, in the order in which they were wanted. */
  #inTurn<T>(statement: () => Promise<T>): Promise<T> {
    const answer = this.#turn.then(statement);
    this.#turn = answer.catch(() => {});
    return answer;
  }

  async #connect(): Promise<void> {
    // The first loss is made good at once; a statement that fails again and again must not spin.
    if (Date.now() - this.#lostAt > 5_000) this.#losses = 0;
    else this.#losses += 1;
    this.#lostAt = Date.now();
    if (this.#losses > 0) await this.#pause(jittered(Math.min(1_000, 50 * 2 ** this.#losses)));
    for (let attempt = 0; !this.#stopping; attempt++) {
      let client: pg.PoolClient | undefined;
      try {
        client = await this.pool.connect();
        const mine = client;
        client.on("error", (error) => this.#lose(mine, error));
        client.on("notification", () => this.#wake());
        await client.query("listen servery_outbox");
        if (this.#stopping) return client.release(true);
        this.#client = client;
        this.#turn = Promise.resolve();
        this.#held = [];
        this.#backlog = [];
        this.#sent = [];
        this.#numbered = [];
        if (this.#marking) clearTimeout(this.#marking);
        this.#marking = null;
        this.#behind = false;
        this.#wake();
        return;
      } catch (err) {
        client?.release(true);
        this.log.warn({ err }, "relay: the database does not answer");
        await this.#pause(jittered(Math.min(1_000, 100 * 2 ** attempt)));
      }
    }
  }

  #lose(client: pg.PoolClient, error: unknown): void {
    if (this.#client !== client) return;
    this.#client = null;
    client.release(true);
    if (this.#stopping) return;
    this.log.warn({ err: error }, "relay: lost the database");
    this.#lastConnection = this.#connect();
  }

  #poll(): void {
    this.#claimDue = true;
    this.#wake();
  }

  #wake(): void {
    this.#woken = true;
    if (this.#numbering || this.#gathering) return;
    const wait = this.#numberedAt + gatherMs - performance.now();
    if (wait <= 0) {
      void this.#number();
      return;
    }
    this.#gathering = setTimeout(() => {
      this.#gathering = null;
      if (!this.#numbering) void this.#number();
    }, wait);
  }

  /** Numbers what is new until nothing is, whether or not the broker takes it: the replay endpoint already answers it. */
  async #number(): Promise<void> {
    this.#numbering = true;
    while (this.#woken && this.#client && !this.#stopping) {
      this.#woken = false;
      const client = this.#client;
      try {
        const fresh = await this.#numberChunk(client);
        if (client !== this.#client) continue;
        if (fresh.length > 0) {
          if (this.#behind || this.#backlog.length >= backlogSize) this.#behind = true;
          else this.#backlog.push(...fresh);
          // More may be waiting.
          this.#woken ||= fresh.length === chunkSize;
          if (!this.#sending) void this.#send();
          this.#numberedAt = performance.now();
        }
        const idle = fresh.length === 0 && performance.now() - this.#claimedAt > claimMs;
        if (idle || this.#claimDue) await this.#claim(client);
        // What came meanwhile is gathered first.
        if (fresh.length > 0 && fresh.length < chunkSize) break;
      } catch (error) {
        this.#lose(client, error);
      }
    }
    this.#numbering = false;
    if (this.#woken && this.#client && !this.#stopping) this.#wake();
  }

  /** At a poll everything is looked at; between polls only what is younger than what was numbered a moment ago. */
  async #numberChunk(client: pg.PoolClient): Promise<NumberedEvent[]> {
    if (this.#held.length === 0) return [];
    const now = performance.now();
    while (this.#numbered[1] && this.#numbered[1].at < now - settledMs) this.#numbered.shift();
    const [oldest] = this.#numbered;
    const above = !this.#claimDue && oldest && oldest.at < now - settledMs ? oldest.position : "0";
    const { events, highest } = await this.#inTurn(() => numberEvents(client, this.#held, { limit: chunkSize, above }));
    if (highest) this.#numbered.push({ position: highest, at: now });
    return events;
  }

  /** Looks for venues that nobody serves. What their last relay numbered and did not send comes before anything newer. */
  async #claim(client: pg.PoolClient): Promise<void> {
    this.#claimDue = false;
    this.#claimedAt = performance.now();
    const claimed = await this.#inTurn(() => claimVenues(client, this.#held));
    if (client !== this.#client) return;
    if (claimed.length > 0) {
      this.#held.push(...claimed);
      this.#behind = true;
      this.#woken = true;
    }
    if (this.#behind && !this.#sending) void this.#send();
  }

  /** Writes down what was sent. Statements of one connection run in turn, so whatever is read after this sees it. */
  async #mark(client: pg.PoolClient): Promise<void> {
    if (this.#marking) clearTimeout(this.#marking);
    this.#marking = null;
    if (client !== this.#client) return;
    const sent = this.#sent.splice(0);
    await this.#inTurn(() => markPublished(client, sent));
  }

  #markSoon(client: pg.PoolClient): void {
    this.#marking ??= setTimeout(() => this.#mark(client).catch((error) => this.#lose(client, error)), markMs);
  }

  async #send(): Promise<void> {
    this.#sending = true;
    while (this.#client && !this.#stopping) {
      const client = this.#client;
      try {
        if (this.#backlog.length === 0) {
          if (!this.#behind) break;
          await this.#mark(client);
          const page = await this.#inTurn(() => readUnpublished(client, this.#held, oweSize));
          if (client !== this.#client) continue;
          // Statements are answered in turn: what is numbered from here on is after this page, and joins it or sets `behind`.
          this.#backlog = page;
          this.#behind = page.length >= oweSize;
          if (page.length === 0) continue;
        }
        const chunk = this.#backlog.slice(0, chunkSize);
        if (!(await this.#sendChunk(chunk, client))) continue;
        this.#backlog.splice(0, chunk.length);
        this.#sent.push(...chunk.map(({ id }) => id));
        if (this.#sent.length >= chunkSize) await this.#mark(client);
        else this.#markSoon(client);
      } catch (error) {
        this.#lose(client, error);
      }
    }
    this.#sending = false;
  }

  /** False when the connection that numbered these events is gone: they will be read again. */
  async #sendChunk(chunk: readonly NumberedEvent[], client: pg.PoolClient): Promise<boolean> {
    const lanes = lanesOf(inOrder(chunk.flatMap(({ entries }) => entries)));
    const sent = await Promise.all(lanes.map((lane) => this.#sendLane(lane, client)));
    return sent.every(Boolean) && client === this.#client;
  }

  async #sendLane(lane: NumberedEvent["entries"], client: pg.PoolClient): Promise<boolean> {
    let size = batchSize;
    for (let at = 0; at < lane.length; ) {
      if (client !== this.#client || this.#stopping) return false;
      const batch: WireEvent[] = lane.slice(at, at + size).map(({ channel, name, data }) => ({ channel, name, data }));
      try {
        await this.publisher.publish(batch);
        if (this.#failures > 0) this.log.info("relay: the broker is back");
        this.#failures = 0;
        at += batch.length;
        size = batchSize;
      } catch (error) {
        if (error instanceof PublishError && error.permanent) {
          // One event the broker refuses must not hold up the others. Clients see the gap and ask for it here.
          if (batch.length === 1) {
            this.log.error({ err: error, channel: batch[0]?.channel, event: batch[0]?.name }, "relay: event refused");
            at += 1;
          } else size = 1;
          continue;
        }
        if (this.#failures === 0) this.log.warn({ err: error }, "relay: the broker does not take events");
        this.#failures += 1;
        await this.#pause(jittered(Math.min(1_000, 50 * 2 ** Math.min(this.#failures, 10))));
      }
    }
    return true;
  }
}

/**
 * Brings committed events to the broker: woken by NOTIFY, and every half second in case one was missed. Each event gets the
 * next number of each of its channels and the numbers are committed before anything is sent, so a retry sends the same ones.
 * At least once, in order per channel, by one process per venue. Starting never throws; what fails is tried again.
 */
export function startRelay({ pool, log, publisher }: RelayOptions): { stop(): Promise<void> } {
  const relay = new Relay(pool, log, publisher ?? createPublisher());
  relay.start();
  return { stop: () => relay.stop() };
}
