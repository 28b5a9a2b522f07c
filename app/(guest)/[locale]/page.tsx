import { redirect } from "next/navigation";
import { listVenues } from "@/lib/venues/queries";
import { localeOrNotFound } from "./_parts/load";

/** A language alone leads to the only venue's menu in it, or to the list of venues. */
export default async function LocalePage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = localeOrNotFound((await params).locale);
  const [venue, another] = await listVenues();
  redirect(venue && !another ? `/${locale}/${venue.slug}` : "/");
}
