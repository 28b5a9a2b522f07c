"use client";

import { ArrowLeft, CloudOff, Tablet } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { useNow } from "@/components/ui/elapsed";
import { Clock } from "../clock";
import { LanguageChoice } from "../language-choice";
import { destinationAfterPin } from "./destination";
import { PeopleCards, type PersonOnTablet } from "./people-cards";
import { PinPad } from "./pin-pad";
import { useEnrolment } from "./use-enrolment";
import { usePinEntry } from "./use-pin-entry";

export interface PinPageProps {
  /** The slug. */
  venue: string;
  venueName: string;
  timezone: string;
  deviceName: string;
  people: PersonOnTablet[];
  /** How many seconds people must still wait after wrong PINs, by membership. */
  waits: Record<string, number>;
  /** Where the page that led here was. */
  next: string | null;
  /** The user whose page that was. */
  who: string | null;
  notices: { id: string; title: string; message: string }[];
}

const reload = () => window.location.reload();

/** The sign-in of a shared tablet: who, then their PIN. Side by side; on narrow screens one after the other. */
export function PinPage({ venue, venueName, timezone, deviceName, people, waits, next, who, notices }: PinPageProps) {
  const t = useTranslations("signIn.pin");
  const ts = useTranslations("signIn");
  const router = useRouter();
  const now = useNow();
  const [chosen, setChosen] = useState(() => people.find(({ userId }) => userId === who)?.membershipId ?? null);
  // Of this device's clock: only how long to wait was told, as clocks differ.
  const [until, setUntil] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(() => {
    setUntil(new Map(Object.entries(waits).map(([id, seconds]) => [id, Date.now() + seconds * 1000])));
  }, [waits]);
  useEffect(() => {
    // Come back to with "Back", the page would still be sending.
    const shown = (event: PageTransitionEvent) => event.persisted && reload();
    window.addEventListener("pageshow", shown);
    return () => window.removeEventListener("pageshow", shown);
  }, []);

  const refresh = useCallback(() => router.refresh(), [router]);
  const isReached = useEnrolment(venue, { onEnrolled: refresh, onRevoked: reload });
  const msLeft = (id: string) => Math.max(0, (until.get(id) ?? 0) - (now ?? Number.POSITIVE_INFINITY));
  const locked = new Set(
    people.filter(({ membershipId }) => msLeft(membershipId) > 0).map((each) => each.membershipId),
  );
  const person = people.find(({ membershipId }) => membershipId === chosen) ?? null;
  const lockedMs = person ? msLeft(person.membershipId) : 0;
  const entry = usePinEntry({
    venue,
    membershipId: person?.membershipId ?? null,
    onLocked: (id, seconds) => setUntil((before) => new Map(before).set(id, Date.now() + seconds * 1000)),
    onNotEnrolled: reload,
    destinationOf: (user, destination) => destinationAfterPin({ venue, user, destination, next, who }),
  });

  const heading = useRef<HTMLHeadingElement>(null);
  const byEmail = `/sign-in?${new URLSearchParams({ by: "email", ...(next ? { next } : {}) })}`;

  return (
    <div className="flex min-h-dvh flex-col lg:grid lg:grid-cols-[1fr_492px]">
      <div className={`flex flex-col px-5 pt-6 pb-5 md:px-8 lg:px-10 lg:py-7 ${person ? "" : "flex-1"}`}>
        <header>
          <div className="flex items-end justify-between gap-4 pb-3 lg:pb-4">
            <h1 className="text-2xl font-semibold tracking-[-0.03em] lg:text-3xl">{venueName}</h1>
            <Clock timezone={timezone} />
          </div>
          <div aria-hidden className="rail" />
        </header>
        <main className={`${person ? "hidden lg:block" : ""}`}>
          <h2 id="who" className="mt-6 mb-3 text-lg font-semibold tracking-[-0.01em]">
            {t("who")}
          </h2>
          {people.length === 0 ? <p className="text-base text-ink-2">{t("nobody")}</p> : null}
          <PeopleCards
            people={people}
            chosen={chosen}
            locked={locked}
            onChoose={(id) => {
              setChosen(id);
              // On a narrow screen the card is gone now; anywhere, digits can be typed at once.
              requestAnimationFrame(() => heading.current?.focus({ preventScroll: true }));
            }}
          />
          <Notices notices={notices} />
        </main>
        <footer
          className={`mt-auto flex-wrap items-center gap-x-6 gap-y-1 pt-6 text-sm text-ink-2 ${person ? "hidden lg:flex" : "flex"}`}
        >
          <span className="inline-flex items-center gap-2">
            <Tablet aria-hidden className="size-5" strokeWidth={1.75} />
            {t("device", { name: deviceName })}
          </span>
          <Reached isReached={isReached} />
          <a href={byEmail} className={buttonClass("quiet", "row", "-mx-3.5 sm:ml-auto sm:mr-0")}>
            {t("byEmail")}
          </a>
          <div className="-mx-3 basis-full">
            <LanguageChoice inLine />
          </div>
        </footer>
      </div>
      <section
        aria-label={t("pad")}
        className={`flex-col px-5 pb-6 md:mx-auto md:w-[492px] lg:mx-0 lg:sticky lg:top-0 lg:flex lg:h-dvh lg:w-auto lg:justify-center-safe lg:overflow-y-auto lg:border-l lg:border-line lg:bg-surface lg:px-18 lg:py-6 ${
          person ? "flex flex-1" : "hidden"
        }`}
      >
        <div className="lg:hidden">
          <Button look="quiet" size="row" className="-ml-3.5" onClick={() => setChosen(null)}>
            <ArrowLeft aria-hidden className="size-5" strokeWidth={1.75} />
            {t("notMe")}
          </Button>
        </div>
        <h2 ref={heading} tabIndex={-1} className="text-2xl font-semibold tracking-[-0.022em] outline-none">
          {person ? t("hello", { name: person.firstName }) : ts("heading")}
        </h2>
        <p className="mt-0.5 text-base text-ink-2">{t(person ? "type" : "choose")}</p>
        <PinPad
          disabled={!person || lockedMs > 0}
          digits={entry.digits}
          isSending={entry.isSending}
          trouble={entry.trouble}
          lockedMs={lockedMs}
          onDigit={entry.press}
          onErase={entry.erase}
          onSubmit={entry.submit}
        />
        <a href={byEmail} className={buttonClass("quiet", "row", "mt-3 self-center")}>
          {t("forgot")}
        </a>
      </section>
    </div>
  );
}

function Reached({ isReached }: { isReached: boolean }) {
  const t = useTranslations("signIn.pin");
  return (
    <output className="inline-flex items-center gap-2 text-xs font-medium">
      {isReached ? (
        <span aria-hidden className="size-2 flex-none rounded-full bg-accent-ink" />
      ) : (
        <CloudOff aria-hidden className="size-4 flex-none text-pending-ink" strokeWidth={2} />
      )}
      <span className={isReached ? "" : "text-pending-ink"}>{t(isReached ? "reached" : "notReached")}</span>
    </output>
  );
}

function Notices({ notices }: Pick<PinPageProps, "notices">) {
  const t = useTranslations("signIn.pin");
  if (notices.length === 0) return null;
  return (
    <section aria-labelledby="notices">
      <h2 id="notices" className="mt-8 mb-3 text-lg font-semibold tracking-[-0.01em]">
        {t("notices")}
      </h2>
      <ul>
        {notices.map(({ id, title, message }) => (
          <li key={id} className="border-t border-line py-2.5 text-base">
            <span className="font-semibold">{title}</span>
            {message ? <span className="block text-ink-2">{message}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
