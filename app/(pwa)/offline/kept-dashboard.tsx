"use client";

import { useTranslations } from "next-intl";
import { Component, type ReactNode, useEffect, useRef } from "react";
import { Dashboard } from "@/app/(staff)/v/[venue]/dashboard/dashboard";
import type { DashboardSnapshot } from "@/app/(staff)/v/[venue]/dashboard/dashboard-state";
import type { KeptDashboard } from "@/app/(staff)/v/[venue]/dashboard/use-kept-dashboard";
import { VenueFrame } from "@/app/(staff)/v/[venue]/venue-frame";
import { useConnection } from "@/lib/platform/realtime/provider";

/** Never drawn: the kept state stands in its place until the server answers. */
const nothing: DashboardSnapshot = {
  orders: [],
  calls: [],
  areas: [],
  cursors: {},
  notices: [],
  comments: {},
  takenBy: {},
  people: [],
};

/** As it was kept by another version of the app, a view may not be drawn by this one; then it is not shown at all. */
class Unreadable extends Component<{ instead: ReactNode; children: ReactNode }, { failed: boolean }> {
  state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  render() {
    return this.state.failed ? this.props.instead : this.props.children;
  }
}

/** The server answers again: whoever it takes this browser for now decides whether the view may stay. */
function useSamePerson(userId: string): void {
  const { status } = useConnection();
  const answered = status === "live" || status === "polling";
  const isSure = useRef(false);
  useEffect(() => {
    if (!answered || isSure.current) return;
    const check = async () => {
      const response = await fetch("/api/auth/session", { cache: "no-store" }).catch(() => null);
      if (!response?.ok) return;
      const session = (await response.json()) as { user?: { id?: string } };
      isSure.current = session.user?.id === userId;
      if (isSure.current) return;
      const next = encodeURIComponent(`${window.location.pathname}${window.location.search}`);
      if (session.user?.id) window.location.reload();
      else window.location.assign(`/sign-in?next=${next}`);
    };
    void check();
    const timer = setInterval(() => !isSure.current && void check(), 5_000);
    return () => clearInterval(timer);
  }, [answered, userId]);
}

function SamePerson({ userId }: { userId: string }) {
  useSamePerson(userId);
  return null;
}

/** The floor as this person saw it last, by the same parts that show it live; with the network it is live again by itself. */
export function KeptDashboardView({
  kept,
  instead,
}: {
  kept: { data: KeptDashboard; syncedAt: number };
  instead: ReactNode;
}) {
  const { frame, props, state } = kept.data;
  const t = useTranslations("staff");
  useEffect(() => {
    document.title = t("title");
  }, [t]);
  return (
    <Unreadable instead={instead}>
      <VenueFrame {...frame} lastSync={kept.syncedAt}>
        <SamePerson userId={frame.session.userId} />
        <Dashboard {...props} initial={nothing} kept={state} />
      </VenueFrame>
    </Unreadable>
  );
}
