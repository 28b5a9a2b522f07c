"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { RoleName } from "@/lib/platform/auth/actor";
import type { SecondCurrency } from "@/lib/platform/money";
import { LiveProvider } from "@/lib/platform/realtime/provider";
import { PadProvider } from "./pad/pad-provider";
import { StaffShell } from "./staff-shell";

/** All that the frame needs to know, as the server says it; kept for an app that opens without network. */
export interface FrameProps {
  /** The venue's slug. */
  venue: string;
  person: { name: string; role: RoleName };
  session: { userId: string; byPin: boolean; idleSeconds: number };
  second: SecondCurrency | null;
}

const FrameContext = createContext<FrameProps | null>(null);

export function useFrame(): FrameProps {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error("There is no VenueFrame above this component.");
  return frame;
}

/** One live connection, one navigation, one person's session for all screens of a venue's staff. */
export function VenueFrame({
  lastSync,
  children,
  ...frame
}: FrameProps & {
  /** When what is below was last known to be true, ms, if it does not come from the server just now. */
  lastSync?: number;
  children: ReactNode;
}) {
  const { venue, person, session, second } = frame;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same values in a new object are no news.
  const value = useMemo(() => frame, [venue, person.name, person.role, session.userId, session.byPin]);
  return (
    <FrameContext value={value}>
      <LiveProvider venue={venue} as="staff" lastSync={lastSync}>
        <StaffShell venue={venue} person={person} session={session}>
          <PadProvider venue={venue} userId={session.userId} second={second}>
            {children}
          </PadProvider>
        </StaffShell>
      </LiveProvider>
    </FrameContext>
  );
}
