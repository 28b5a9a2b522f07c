import type { Metadata } from "next";
import type { ReactNode } from "react";
import { requireStaff } from "@/lib/platform/auth/page";
import { VenueFrame } from "./venue-frame";

type Props = { params: Promise<{ venue: string }>; children: ReactNode };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { venue } = await params;
  return { manifest: `/v/${venue}/manifest.webmanifest` };
}

/** What stands around all screens of a venue's staff. */
export default async function VenueLayout({ params, children }: Props) {
  const { venue: slug } = await params;
  const { actor, venue } = await requireStaff(slug);
  return (
    <VenueFrame
      venue={slug}
      person={{ name: actor.name, role: actor.role }}
      session={{ userId: actor.userId, byPin: actor.deviceId !== null, idleSeconds: venue.idleLockSeconds }}
      second={venue.second}
    >
      {children}
    </VenueFrame>
  );
}
