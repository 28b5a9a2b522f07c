"use client";

import { useMemo } from "react";
import { useKeptSnapshot } from "@/lib/platform/kept/use-kept-snapshot";
import { type FrameProps, useFrame } from "../venue-frame";
import type { DashboardProps } from "./dashboard-props";
import type { DashboardState } from "./dashboard-state";

/** What is kept of the floor for one person, so that the app opens without network. */
export interface KeptDashboard {
  frame: FrameProps;
  props: Omit<DashboardProps, "initial" | "kept">;
  state: DashboardState;
}

/** Keeps what the person sees of the floor; app/(pwa)/offline shows it. */
export function useKeptDashboard({ initial, kept, ...props }: DashboardProps, state: DashboardState): void {
  const frame = useFrame();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the props are new at every render and say the same for one person and venue.
  const data = useMemo<KeptDashboard>(
    () => ({ frame, props, state }),
    [frame, state, props.me.id, props.venue, props.locale],
  );
  useKeptSnapshot({ userId: props.me.id, venue: props.venue, data, fresh: kept === undefined });
}
