import { ChevronRight } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { EmptyState } from "@/components/ui/empty-state";
import { inLocale } from "@/lib/platform/i18n/locales";
import { listVenues } from "@/lib/venues/queries";
import { visitorTexts } from "./visitor";

export async function generateMetadata(): Promise<Metadata> {
  const { words } = await visitorTexts();
  return { title: words.landing.title };
}

/** The only venue's menu, or a list to choose from. */
export default async function LandingPage() {
  const { locale, words } = await visitorTexts();
  const venues = await listVenues();
  const [only, another] = venues;
  if (only && !another) redirect(`/${locale}/${only.slug}`);
  return (
    <main className="mx-auto max-w-xl px-5 py-8">
      {venues.length === 0 ? (
        <EmptyState title={words.landing.none}>{words.landing.noneHint}</EmptyState>
      ) : (
        <>
          <h1 className="pb-3 text-[28px] leading-8 font-semibold tracking-[-0.02em]">{words.landing.heading}</h1>
          <div className="rail" />
          <ul>
            {venues.map((venue) => (
              <li key={venue.slug} className="border-b border-line">
                <a
                  href={`/${locale}/${venue.slug}`}
                  className="press flex min-h-14 items-center justify-between gap-3 py-2 text-lg font-semibold hover:bg-sunk"
                >
                  {inLocale(venue.names, locale, venue.defaultLocale)}
                  <ChevronRight aria-hidden className="size-5 flex-none text-ink-2" strokeWidth={1.75} />
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="mt-6 text-sm">
        <a href="/sign-in" className="inline-flex min-h-11 items-center font-semibold text-accent-ink">
          {words.landing.staff}
        </a>
      </p>
    </main>
  );
}
