import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import Pusher from "pusher";
import { WebSocket } from "ws";
import { type Figure, median } from "./figures";

const sockets = 500;
const batches = 60;
const perBatch = 10;
const rounds = 3;
const app = { PUSHER_APP_ID: "1", PUSHER_KEY: "bench", PUSHER_SECRET: "bench" };
const payload = JSON.stringify({ text: "x".repeat(400) });

interface Target {
  child: ChildProcess;
  port: number;
}

async function startTarget(file: string): Promise<Target> {
  const child = spawn(process.execPath, ["--import", "tsx", file], {
    env: { ...process.env, ...app, PORT: "0", HOST: "127.0.0.1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  for await (const chunk of child.stdout) {
    text += chunk;
    const port = /:(\d+)\s/.exec(text)?.[1];
    if (port) return { child, port: Number(port) };
  }
  throw new Error(`${file} did not start`);
}

async function openSockets(url: string, greet: (ws: WebSocket) => void, ready: string): Promise<WebSocket[]> {
  const open: WebSocket[] = [];
  for (let n = 0; n < sockets; n += 50) {
    const some = Array.from({ length: 50 }, async () => {
      const ws = new WebSocket(url, { perMessageDeflate: false });
      await once(ws, "open");
      const isReady = new Promise<void>((resolve) => {
        ws.on("message", (raw: Buffer) => raw.includes(ready) && resolve());
      });
      greet(ws);
      await isReady;
      ws.removeAllListeners("message");
      return ws;
    });
    open.push(...(await Promise.all(some)));
  }
  return open;
}

/** Sends all batches one after the other and takes the time until every socket has everything; answers deliveries a second. */
async function measure(open: readonly WebSocket[], publish: () => Promise<unknown>): Promise<number> {
  const expected = sockets * batches * perBatch;
  let received = 0;
  const all = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${received} of ${expected} deliveries came`)), 60_000);
    for (const ws of open) {
      ws.removeAllListeners("message");
      ws.on("message", () => {
        received += 1;
        if (received < expected) return;
        clearTimeout(timer);
        resolve();
      });
    }
  });
  const begin = performance.now();
  for (let n = 0; n < batches; n++) await publish();
  await all;
  return expected / ((performance.now() - begin) / 1000);
}

/** The broker's fan-out beside a loop of `ws.send` over the same number of sockets, both published to over HTTP in tens. */
export async function benchBroker(): Promise<Figure[]> {
  const broker = await startTarget("lib/broker/main.ts");
  const loop = await startTarget("bench/send-loop.ts");
  try {
    const subscribe = JSON.stringify({ event: "pusher:subscribe", data: { channel: "bench" } });
    const onBroker = await openSockets(
      `ws://127.0.0.1:${broker.port}/app/${app.PUSHER_KEY}?protocol=7&client=bench&version=1`,
      (ws) => ws.send(subscribe),
      "subscription_succeeded",
    );
    const onLoop = await openSockets(`ws://127.0.0.1:${loop.port}/`, (ws) => ws.send("hello"), "ready");
    const pusher = new Pusher({
      appId: app.PUSHER_APP_ID,
      key: app.PUSHER_KEY,
      secret: app.PUSHER_SECRET,
      host: "127.0.0.1",
      port: String(broker.port),
    });
    const events = Array.from({ length: perBatch }, () => ({ channel: "bench", name: "tick", data: payload }));
    // What the broker's frames look like, so that both send the same bytes.
    const frame = JSON.stringify({ event: "tick", channel: "bench", data: payload });
    const toBroker = () => pusher.triggerBatch(events.map((event) => ({ ...event }))).then((answer) => answer.text());
    const toLoop = () =>
      fetch(`http://127.0.0.1:${loop.port}/`, {
        method: "POST",
        body: JSON.stringify(Array(perBatch).fill(frame)),
      }).then((answer) => answer.text());
    await measure(onLoop, toLoop);
    await measure(onBroker, toBroker);
    const rates: { loop: number; broker: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      rates.push({ loop: await measure(onLoop, toLoop), broker: await measure(onBroker, toBroker) });
      console.log(
        `round ${round + 1}: loop ${rates.at(-1)?.loop.toFixed(0)}/s, broker ${rates.at(-1)?.broker.toFixed(0)}/s`,
      );
    }
    for (const ws of [...onBroker, ...onLoop]) ws.terminate();
    const ratio = median(rates.map((each) => each.broker / each.loop));
    return [
      {
        what: `deliveries by a loop of ws.send, ${sockets} sockets`,
        value: `${median(rates.map((each) => each.loop)).toFixed(0)}/s`,
      },
      {
        what: `deliveries by the broker, ${sockets} sockets`,
        value: `${median(rates.map((each) => each.broker)).toFixed(0)}/s`,
      },
      { what: "broker / loop", value: ratio.toFixed(2) },
    ];
  } finally {
    broker.child.kill("SIGTERM");
    loop.child.kill("SIGTERM");
  }
}
