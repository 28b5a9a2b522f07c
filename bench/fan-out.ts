import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import type { ApiClient } from "@/e2e/api-client";
import type { House } from "@/e2e/house";
import type { RealtimeInfo } from "@/e2e/live-subscriber";
import { type Figure, ms, quantile } from "./figures";
import { seatGuests } from "./guests";

const sockets = 500;
const perSecond = 50;
const warmUp = 250;
const measured = 1_000;

const mark = Buffer.from("bench-");

/** A staff device that speaks the protocol by hand: 500 pusher-js in one process would be what is measured. */
async function openSocket(
  house: House,
  waiter: ApiClient,
  info: RealtimeInfo,
  channel: string,
  onMark: (order: number, message: Buffer) => void,
): Promise<WebSocket> {
  const { host } = new URL(house.base);
  const ws = new WebSocket(`ws://${host}/app/${info.key}?protocol=7&client=bench&version=1`, {
    perMessageDeflate: false,
  });
  await new Promise<void>((resolve, reject) => {
    ws.on("error", reject);
    ws.on("message", async (raw: Buffer) => {
      const at = raw.indexOf(mark);
      if (at >= 0)
        return onMark(Number.parseInt(raw.toString("latin1", at + mark.length, at + mark.length + 6), 10), raw);
      const { event, data } = JSON.parse(raw.toString());
      if (event === "pusher:connection_established") {
        const { socket_id } = JSON.parse(data);
        const { body } = await waiter.post("/api/realtime/auth", { socket_id, channel_name: channel }, { key: false });
        ws.send(JSON.stringify({ event: "pusher:subscribe", data: { channel, ...body } }));
      } else if (event === "pusher_internal:subscription_succeeded") resolve();
      else if (event === "pusher:ping") ws.send('{"event":"pusher:pong","data":{}}');
      else if (event === "pusher:error") reject(new Error(raw.toString()));
    });
  });
  return ws;
}

/** Order posted → `new-order` received, on 500 sockets at 50 orders a second. The load generator runs beside the server. */
export async function benchFanOut(house: House): Promise<Figure[]> {
  const waiter = await house.staff("staff");
  const guests = await seatGuests(house, 20);
  const items = [await house.line("Shopska salad"), await house.line("Beef burger")];
  const { body: info } = await house.stranger().get<RealtimeInfo>("/api/realtime/info");
  const channel = `private-${house.venue}-orders`;
  const total = warmUp + measured;
  const sentAt = new Float64Array(total);
  const writtenAt = new Float64Array(total);
  const fromPost = new Float64Array(measured * sockets);
  const fromWrite = new Float64Array(measured * sockets);
  let received = 0;
  let receivedAll = 0;
  const onMark = (order: number, message: Buffer) => {
    const now = performance.now();
    receivedAll += 1;
    if (order < warmUp) return;
    // The first socket to hear of an order reads when its row was written, on the same machine's clock.
    if (!writtenAt[order]) {
      const { meta } = JSON.parse(JSON.parse(message.toString()).data);
      writtenAt[order] = Date.parse(meta.at) - performance.timeOrigin;
    }
    fromPost[received] = now - (sentAt[order] ?? 0);
    fromWrite[received] = now - (writtenAt[order] ?? 0);
    received += 1;
  };
  const open: WebSocket[] = [];
  for (let n = 0; n < sockets; n += 25) {
    const some = Array.from({ length: 25 }, () => openSocket(house, waiter, info, channel, onMark));
    open.push(...(await Promise.all(some)));
  }
  console.log(`${open.length} sockets subscribed to ${channel}`);

  const posts: Promise<number>[] = [];
  const begin = performance.now();
  for (let n = 0; n < total; n++) {
    await sleep(Math.max(0, begin + (n * 1000) / perSecond - performance.now()));
    sentAt[n] = performance.now();
    const { client } = guests[n % guests.length] as (typeof guests)[number];
    posts.push(
      client.post("orders", { items, note: `bench-${n}` }, { key: randomUUID() }).then(({ status }) => status),
    );
  }
  const refused = (await Promise.all(posts)).filter((status) => status !== 201).length;
  for (let waited = 0; receivedAll < total * sockets && waited < 10_000; waited += 50) await sleep(50);
  const seconds = (performance.now() - begin) / 1000;
  for (const ws of open) ws.terminate();
  if (refused > 0) throw new Error(`${refused} orders were refused`);
  if (receivedAll !== total * sockets) throw new Error(`${receivedAll} of ${total * sockets} deliveries arrived`);
  fromPost.sort();
  fromWrite.sort();
  return [
    {
      what: `order posted → received, ${sockets} sockets, ${(total / seconds).toFixed(0)} orders/s`,
      value: `median ${ms(quantile(fromPost, 0.5))}, p99 ${ms(quantile(fromPost, 0.99))}`,
    },
    {
      what: "row written → received",
      value: `median ${ms(quantile(fromWrite, 0.5))}, p99 ${ms(quantile(fromWrite, 0.99))}`,
      goal: "median < 10 ms, p99 < 50 ms",
      met: quantile(fromWrite, 0.5) < 10 && quantile(fromWrite, 0.99) < 50,
    },
  ];
}
