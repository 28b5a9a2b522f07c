"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { rememberPerson, rememberSynced } from "@/lib/platform/kept/person";
import { keepOnly } from "@/lib/platform/kept/use-kept-snapshot";
import { useConnection } from "@/lib/platform/realtime/provider";
import { onOpenDeviceSheet } from "./app-events";
import { DeviceSheet } from "./device-sheet";
import { UpdateBar } from "./update-bar";
import { useAppWorker } from "./use-app-worker";
// Listens for the browser's offer to install from the first moment on.
import "./use-install";
import { useWakeLock } from "./use-wake-lock";
import { useWorkerMessages } from "./use-worker-messages";

const syncedEveryMs = 10_000;

/** Remembers when the venue was last heard, for a page that opens without network. */
function useSyncedTime(venue: string): void {
  const { status, lastSync } = useConnection();
  const now = useRef({ status, lastSync });
  now.current = { status, lastSync };
  useEffect(() => {
    const openedAt = Date.now();
    const remember = () => {
      const { status: is, lastSync: at } = now.current;
      rememberSynced(venue, is === "live" ? Date.now() : Math.max(at, openedAt));
    };
    remember();
    const timer = setInterval(remember, syncedEveryMs);
    return () => clearInterval(timer);
  }, [venue]);
}

/**
 * What makes the pages of a venue an app: the service worker and its updates, what it asks of a page, the screen that stays lit,
 * the sheet "This device". `children` is the part of that sheet which knows the house: notifications.
 */
export function AppHost({
  venue,
  userId,
  keepAwake = false,
  place = "rail",
  children,
}: {
  venue: string;
  userId: string;
  /** Unless somebody chose otherwise on this device: shared tablets and the kitchen's screens. */
  keepAwake?: boolean;
  /** Where it stands: in the staff's navigation, or over a page that has none. */
  place?: "rail" | "floating";
  children?: ReactNode;
}) {
  const { update, reload } = useAppWorker();
  const wake = useWakeLock(keepAwake);
  const [open, setOpen] = useState(false);
  useWorkerMessages();
  useSyncedTime(venue);
  useEffect(() => onOpenDeviceSheet(() => setOpen(true)), []);
  useEffect(() => {
    rememberPerson(userId);
    keepOnly(userId).catch(() => {});
  }, [userId]);
  return (
    <>
      <UpdateBar update={update} place={place} onReload={reload} />
      {open ? (
        <DeviceSheet wake={wake} onClose={() => setOpen(false)}>
          {children}
        </DeviceSheet>
      ) : null}
    </>
  );
}
