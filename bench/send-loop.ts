// What a fan-out costs at the least: every frame of a POST goes to every socket with ws.send, and nothing else is done.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";

const server = createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request) text += chunk;
  for (const frame of JSON.parse(text) as string[]) for (const ws of sockets.clients) ws.send(frame);
  response.end("{}");
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on("connection", (ws) => ws.once("message", () => ws.send("ready")));
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port} `));
process.on("SIGTERM", () => process.exit(0));
