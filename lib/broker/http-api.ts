import type { IncomingMessage, ServerResponse } from "node:http";
import type { App } from "./app";
import { describeChannel, listChannels, listUsers, publishBatch, publishEvent } from "./http-endpoints";
import { parseUrl, RequestError, readBody, sendJson, unescapePart } from "./http-request";
import { parseObject } from "./protocol";
import { findRequestAuthProblem, isBodySigned } from "./signature";

interface Endpoint {
  method: "GET" | "POST";
  path: RegExp;
  answer: (
    app: App,
    input: { param: string; query: ReadonlyMap<string, string>; body: Record<string, unknown> },
  ) => object;
}

const ENDPOINTS: Endpoint[] = [
  { method: "POST", path: /^events$/, answer: (app, { body }) => publishEvent(app, body) },
  { method: "POST", path: /^batch_events$/, answer: (app, { body }) => publishBatch(app, body) },
  { method: "GET", path: /^channels$/, answer: (app, { query }) => listChannels(app, query) },
  { method: "GET", path: /^channels\/([^/]+)$/, answer: (app, { param, query }) => describeChannel(app, param, query) },
  { method: "GET", path: /^channels\/([^/]+)\/users$/, answer: (app, { param }) => listUsers(app, param) },
  {
    method: "POST",
    path: /^users\/([^/]+)\/terminate_connections$/,
    answer: (app, { param }) => {
      app.terminateUser(param);
      return {};
    },
  },
];

/** Answers one request under `/apps/`; every refusal is a real HTTP status with `{ error }`. Never rejects. */
export async function answerRequest(
  findApp: (id: string) => App | undefined,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  try {
    sendJson(res, 200, await answer(findApp, req));
  } catch (error) {
    if (!(error instanceof RequestError)) {
      sendJson(res, 500, { error: "Internal error" });
      throw error;
    }
    sendJson(res, error.status, { error: error.message });
  }
}

async function answer(findApp: (id: string) => App | undefined, req: IncomingMessage): Promise<object> {
  const { path, query } = parseUrl(req.url ?? "");
  const method = req.method ?? "";
  const [, appId = "", endpointPath = ""] = /^\/apps\/([^/]*)\/?(.*)$/.exec(path) ?? [];
  const app = findApp(appId);
  if (!app) throw new RequestError(404, "Unknown app");
  const problem = findRequestAuthProblem(app.config, method, path, query);
  if (problem) throw new RequestError(401, problem);
  if (app.config.enabled === false) throw new RequestError(403, "The app is disabled");

  const matching = ENDPOINTS.filter((candidate) => candidate.path.test(endpointPath));
  const endpoint = matching.find((candidate) => candidate.method === method);
  if (!endpoint)
    throw matching.length > 0 ? new RequestError(405, "Wrong method") : new RequestError(404, "Unknown path");

  const bytes = await readBody(req, app.limits.requestBodyBytes);
  if (!isBodySigned(query, bytes)) throw new RequestError(401, "body_md5 is missing or not that of the body");
  const body = bytes.length > 0 ? parseObject(bytes.toString("utf8")) : {};
  if (!body) throw new RequestError(400, "The body must be a JSON object");
  const param = unescapePart(endpoint.path.exec(endpointPath)?.[1] ?? "");
  return endpoint.answer(app, { param, query, body });
}
