"use client";

import { NextIntlClientProvider } from "next-intl";
import { lazy, Suspense, useEffect, useState } from "react";
import type { KeptDashboard } from "@/app/(staff)/v/[venue]/dashboard/use-kept-dashboard";
import { formats, timeZone } from "@/lib/platform/i18n/formats";
import type { Locale } from "@/lib/platform/i18n/locales";
import { readPerson, readSynced } from "@/lib/platform/kept/person";
import { readKept } from "@/lib/platform/kept/use-kept-snapshot";
import { OfflineMessage } from "./offline-message";
import { localeOf, type Place, placeOf } from "./place";
import type { texts as bulgarian } from "./texts/bg";

// Both are in the worker's list; the kitchen and other pages do without the first.
const KeptDashboardView = lazy(() =>
  import("./kept-dashboard").then((module) => ({ default: module.KeptDashboardView })),
);

const texts: Record<Locale, () => Promise<{ texts: typeof bulgarian }>> = {
  bg: () => import("./texts/bg"),
  en: () => import("./texts/en"),
  uk: () => import("./texts/uk"),
};

interface View {
  place: Place;
  locale: Locale;
  messages: typeof bulgarian;
  /** The last view of the person who is known to be signed in here; of nobody else, and of nobody when that is not known. */
  kept: { data: KeptDashboard; syncedAt: number } | null;
}

async function readView(): Promise<View> {
  const place = placeOf(window.location.pathname);
  const locale = localeOf(document.cookie, navigator.languages);
  const userId = readPerson();
  const [{ texts: messages }, kept] = await Promise.all([
    texts[locale](),
    place.screen === "dashboard" && place.venue && userId ? readKept<KeptDashboard>(userId, place.venue) : null,
  ]);
  // Read by their key already; a view that names somebody else is nobody's.
  return { place, locale, messages, kept: kept?.data.frame?.session.userId === userId ? kept : null };
}

/** Chooses, in the browser alone, what to show of a page that could not be loaded. */
export function OfflineShell() {
  const [view, setView] = useState<View | null>(null);
  useEffect(() => {
    void readView().then((found) => {
      document.documentElement.lang = found.locale;
      if (found.place.screen === "kitchen") document.documentElement.dataset.surface = "kitchen";
      setView(found);
    });
  }, []);
  if (!view) return <div aria-busy="true" />;
  const { place, kept } = view;
  const message = (
    <OfflineMessage kitchen={place.screen === "kitchen"} lastSync={place.venue ? readSynced(place.venue) : null} />
  );
  return (
    <NextIntlClientProvider locale={view.locale} messages={view.messages} timeZone={timeZone} formats={formats}>
      {kept ? (
        <Suspense fallback={null}>
          <KeptDashboardView kept={kept} instead={message} />
        </Suspense>
      ) : (
        message
      )}
    </NextIntlClientProvider>
  );
}
