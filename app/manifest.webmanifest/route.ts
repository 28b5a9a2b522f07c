import { houseManifest, venueManifest } from "@/lib/venues/manifest";
import { listVenues } from "@/lib/venues/queries";

export const dynamic = "force-dynamic";

/** The app of the house as a whole: that of its only venue, or one that begins at signing in. */
export async function GET(): Promise<Response> {
  const [only, another] = await listVenues();
  return only && !another ? venueManifest(only) : houseManifest();
}
