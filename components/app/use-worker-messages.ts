"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { showToast } from "@/components/alerts/messages";
import { useConnection } from "@/lib/platform/realtime/provider";
import { openPath } from "./app-events";

/** As lib/push/worker sends them. */
type WorkerMessage =
  | { type: "push"; message: { title: string; body: string; path: string } }
  | { type: "open"; path: string };

/**
 * Does what the service worker asks of a page: opens what a pressed notification is about, and says what was pushed while
 * somebody looks. A live dashboard tells of all that by itself.
 */
export function useWorkerMessages(): void {
  const t = useTranslations("app");
  const { status } = useConnection();
  const now = useRef({ t, quiet: status === "live" });
  now.current = { t, quiet: status === "live" };
  useEffect(() => {
    const container = navigator.serviceWorker;
    if (!container) return;
    const listen = ({ data }: MessageEvent<WorkerMessage>) => {
      if (data?.type === "open") openPath(data.path);
      if (data?.type !== "push" || now.current.quiet) return;
      const { title, body, path } = data.message;
      showToast(body ? `${title}. ${body}` : title, { label: now.current.t("open"), run: () => openPath(path) });
    };
    container.addEventListener("message", listen);
    // Messages wait until a page says that it listens.
    container.startMessages();
    return () => container.removeEventListener("message", listen);
  }, []);
}
