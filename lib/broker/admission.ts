import type { App } from "./app";
import type { BrokerLimits } from "./limits";
import { CloseCode, findVersionProblem } from "./protocol";

export interface Refusal {
  code: number;
  message: string;
}

export interface ConnectionAttempt {
  /** Path and query of the upgrade request. */
  url: string;
  origin: string | undefined;
  /** Sockets open already, in the whole broker and from the same address. */
  open: { total: number; ofIp: number };
}

export interface AdmissionRules {
  appByKey: ReadonlyMap<string, App>;
  allowedOrigins: string[] | "*" | undefined;
  limits: BrokerLimits;
}

/** Finds the app a new socket is for, or why it may not come in. */
export function admit(attempt: ConnectionAttempt, { appByKey, allowedOrigins, limits }: AdmissionRules): App | Refusal {
  const { pathname, searchParams } = new URL(attempt.url, "http://broker.invalid");
  const [, key] = /^\/app\/([^/]+)$/.exec(pathname) ?? [];
  if (key === undefined) return { code: CloseCode.PathNotFound, message: "Path not found" };
  const app = appByKey.get(key);
  if (!app) return { code: CloseCode.UnknownApp, message: "Unknown app key" };
  if (app.config.enabled === false) return { code: CloseCode.AppDisabled, message: "The app is disabled" };
  const versionProblem = findVersionProblem(searchParams.get("protocol"));
  if (versionProblem) return versionProblem;
  if (!isOriginAllowed(allowedOrigins, attempt.origin)) {
    return { code: CloseCode.Unauthorised, message: "This origin may not connect" };
  }
  if (attempt.open.total >= limits.connections || attempt.open.ofIp >= limits.connectionsPerIp) {
    return { code: CloseCode.OverCapacity, message: "Over capacity" };
  }
  if (app.connections.size >= limits.connectionsPerApp) {
    return { code: CloseCode.OverQuota, message: "The app has no connections left" };
  }
  return app;
}

function isOriginAllowed(allowed: string[] | "*" | undefined, origin: string | undefined): boolean {
  return allowed === undefined || allowed === "*" || origin === undefined || allowed.includes(origin);
}
