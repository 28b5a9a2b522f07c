import { venueManifest } from "@/lib/venues/manifest";
import { listVenues } from "@/lib/venues/queries";

/** What the staff's app of this venue is called and looks like. No secret: a browser asks for it without cookies. */
export async function GET(_request: Request, { params }: { params: Promise<{ venue: string }> }): Promise<Response> {
  const { venue: slug } = await params;
  const venue = (await listVenues()).find((each) => each.slug === slug);
  return venue ? venueManifest(venue) : new Response("", { status: 404 });
}
