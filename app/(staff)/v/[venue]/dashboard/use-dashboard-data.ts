"use client";

import { useCallback, useMemo } from "react";
import type { RoleName } from "@/lib/platform/auth/actor";
import { apiFetch } from "@/lib/platform/http/client";
import { channelName } from "@/lib/platform/realtime/channels";
import type { LiveEvent } from "@/lib/platform/realtime/define-event";
import { useLive, usePresence } from "@/lib/platform/realtime/use-live";
import {
  applyDashboardEvent,
  type DashboardSnapshot,
  type DashboardState,
  dashboardChannels,
  openDashboard,
} from "./dashboard-state";
import { useAlerts } from "./use-alerts";

/** What the screen follows, kept live; what events do besides; who else is on shift. */
export function useDashboardData({
  venue,
  me,
  initial,
  kept,
}: {
  venue: string;
  me: { id: string; role: RoleName };
  initial: DashboardSnapshot;
  /** In place of `initial`: what this person saw last, until the server answers. */
  kept?: DashboardState;
}) {
  const { id, role } = me;
  const reader = useMemo(() => ({ id, role, venue }), [id, role, venue]);
  const alerts = useAlerts(reader);
  const channels = useMemo(() => dashboardChannels(reader), [reader]);
  const start = useMemo(
    // Without cursors: the first answer has all of it fetched anew.
    () => (kept ? { data: kept, cursors: {} } : { data: openDashboard(initial), cursors: initial.cursors }),
    [initial, kept],
  );
  const refetch = useCallback(async () => {
    const snapshot = await apiFetch<DashboardSnapshot>(`/api/venues/${venue}/dashboard`);
    return { data: openDashboard(snapshot), cursors: snapshot.cursors };
  }, [venue]);
  const apply = useCallback(
    (state: DashboardState, event: LiveEvent) => applyDashboardEvent(state, event, reader),
    [reader],
  );
  const { data, update, refresh } = useLive({ channels, initial: start, apply, refetch, onEvent: alerts.onEvent });
  const present = usePresence(channelName(venue, "staff") ?? "");
  return { state: data, update, refresh, alerts, present };
}
