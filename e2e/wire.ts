import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A network between a browser and the server that a test can break: the browser goes to `url`, and its bytes to the server. */
export class Wire {
  readonly #sockets = new Set<Socket>();
  #state: "whole" | "cut" | "silent" = "whole";
  readonly #server = createServer((near) => this.#join(near));

  constructor(readonly target: string) {}

  async start(): Promise<this> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Connections break, and new ones are refused: the router was switched off. */
  cut(): void {
    this.#state = "cut";
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Connections stay, and nothing comes through any more, without a word: the phone walked out of reach. */
  silence(): void {
    this.#state = "silent";
    for (const socket of this.#sockets) socket.pause();
  }

  mend(): void {
    this.#state = "whole";
    // What was swallowed is lost: those connections can never be whole again.
    for (const socket of this.#sockets) if (socket.isPaused()) socket.destroy();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  #join(near: Socket): void {
    if (this.#state === "cut") return void near.destroy();
    if (this.#state === "silent") {
      near.pause();
      this.#keep(near);
      return;
    }
    const { hostname, port } = new URL(this.target);
    const far = connect({ host: hostname, port: Number(port), noDelay: true });
    near.setNoDelay(true);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#keep(from);
      from.on("data", (chunk) => this.#state === "whole" && to.write(chunk));
      from.on("close", () => to.destroy());
    }
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => this.#sockets.delete(socket));
  }
}
