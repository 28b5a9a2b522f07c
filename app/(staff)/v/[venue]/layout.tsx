import type { ReactNode } from "react";
import { PadProvider } from "@/lib/orders/components/staff/pad/pad-provider";
import { requireStaff } from "@/lib/platform/auth/page";
import { LiveProvider } from "@/lib/platform/realtime/provider";
import { StaffShell } from "./staff-shell";

/** One live connection and one navigation for all screens of a venue's staff. */
export default async function VenueLayout({
  params,
  children,
}: {
  params: Promise<{ venue: string }>;
  children: ReactNode;
}) {
  const { venue: slug } = await params;
  const { actor, venue } = await requireStaff(slug);
  return (
    <LiveProvider venue={slug} as="staff">
      <StaffShell
        venue={slug}
        person={{ name: actor.name, role: actor.role }}
        session={{ userId: actor.userId, byPin: actor.deviceId !== null, idleSeconds: venue.idleLockSeconds }}
      >
        <PadProvider venue={slug} userId={actor.userId} second={venue.second}>
          {children}
        </PadProvider>
      </StaffShell>
    </LiveProvider>
  );
}
