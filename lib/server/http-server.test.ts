import { Agent, get, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { createHttpServer, type HttpServer, type HttpServerOptions } from "./http-server";

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
let server: HttpServer | undefined;

afterEach(() => server?.close());

async function start(options: Partial<HttpServerOptions>): Promise<number> {
  server = createHttpServer({
    broker: null,
    handle: async (_req, res) => {
      res.end("app");
    },
    onError: () => {},
    ...options,
  });
  return server.listen({ PORT: 0, HOST: "127.0.0.1" });
}

interface Answer {
  status: number;
  body: string;
  connection: string | undefined;
}

function fetchPath(port: number, path: string, agent?: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get({ port, path, agent, host: "127.0.0.1" }, (res: IncomingMessage) => {
      let body = "";
      res.on("data", (chunk) => {
        body += chunk;
      });
      res.on("end", () => resolve({ status: res.statusCode ?? 0, body, connection: res.headers.connection }));
    }).on("error", reject);
  });
}

function upgrade(port: number, path: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    });
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(answer));
  });
}

const broker: HttpServerOptions["broker"] = {
  handleRequest(req, res) {
    if (!req.url?.startsWith("/apps/")) return false;
    res.end("broker");
    return true;
  },
  handleUpgrade(req, socket) {
    if (!req.url?.startsWith("/app/")) return false;
    socket.end("HTTP/1.1 101 Switching Protocols\r\n\r\nbroker");
    return true;
  },
};

it("gives the broker its paths and the app the rest", async () => {
  const port = await start({ broker });
  expect(await fetchPath(port, "/apps/1/events")).toMatchObject({ body: "broker" });
  expect(await fetchPath(port, "/application")).toMatchObject({ body: "app" });
  expect(await upgrade(port, "/app/key")).toContain("broker");
});

it("closes every upgrade that nobody owns", async () => {
  const port = await start({ broker, handleUpgrade: (req) => req.url === "/_next/hmr" && false });
  expect(await upgrade(port, "/nothing")).toBe("");
  expect(await upgrade(port, "/_next/hmr")).toBe("");
});

it("answers 500 without a word when the app throws", async () => {
  const onError = vi.fn();
  const port = await start({
    onError,
    handle: async () => {
      throw new Error("a secret");
    },
  });
  expect(await fetchPath(port, "/")).toMatchObject({ status: 500, body: "" });
  expect(onError).toHaveBeenCalledOnce();
});

it("finishes running requests, takes no new connections, and ends kept ones with their next answer", async () => {
  const port = await start({
    handle: async (req, res) => {
      if (req.url === "/slow") await sleep(300);
      res.end("done");
    },
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  expect((await fetchPath(port, "/", agent)).connection).toBe("keep-alive");
  const slow = fetchPath(port, "/slow");
  await sleep(50);
  const started = performance.now();
  const drained = server?.drain(5_000);
  // The kept connection still works, for those who owe us an event or a retry, and is then given up.
  expect(await fetchPath(port, "/", agent)).toMatchObject({ body: "done", connection: "close" });
  await expect(fetchPath(port, "/")).rejects.toThrow("ECONNREFUSED");
  expect(await slow).toMatchObject({ body: "done" });
  await drained;
  expect(performance.now() - started).toBeLessThan(2_000);
  agent.destroy();
});

it("does not wait for a request longer than it was told", async () => {
  const port = await start({ handle: () => new Promise(() => {}) });
  const hanging = fetchPath(port, "/").catch((error: Error) => error.message);
  await sleep(50);
  const started = performance.now();
  await server?.drain(200);
  expect(performance.now() - started).toBeLessThan(1_500);
  server?.close();
  expect(await hanging).toContain("hang up");
});

it("says in words why it cannot listen", async () => {
  const port = await start({});
  const second = createHttpServer({ broker: null, handle: async () => {}, onError: () => {} });
  await expect(second.listen({ PORT: port, HOST: "127.0.0.1" })).rejects.toThrow(`Port ${port} is already in use`);
  await expect(second.listen({ PORT: 0, HOST: "203.0.113.7" })).rejects.toThrow("not an address of this machine");
});
