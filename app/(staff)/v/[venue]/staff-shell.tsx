"use client";

import { ChefHat, ConciergeBell, LayoutGrid, type LucideIcon, Plus, Utensils } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { createContext, type ReactNode, Suspense, useContext, useEffect, useState } from "react";
import { AppHost } from "@/components/app/app-host";
import { mayPlaceOrders } from "@/lib/orders/permissions";
import { LockButton } from "@/lib/people/components/lock-button";
import { PersonMenu } from "@/lib/people/components/person-menu";
import { StaffSession } from "@/lib/people/components/staff-session";
import type { RoleName } from "@/lib/platform/auth/actor";
import { PushSettings } from "@/lib/push/components/push-settings";

const WaitingContext = createContext<(count: number) => void>(() => {});

/** Tells the navigation how many things wait for somebody; its badge shows it. */
export function useWaitingCount(count: number): void {
  const tell = useContext(WaitingContext);
  useEffect(() => tell(count), [tell, count]);
}

interface Entry {
  key: string;
  href: string;
  icon: LucideIcon;
  current: boolean;
  badge?: number;
  /** Classes that say at which widths it is there. */
  where?: string;
  /** Another root layout: a whole page load. */
  away?: boolean;
}

/** The navigation: a tab bar at the foot of phones, an 88 px rail from 768 px. */
export function StaffShell({
  venue,
  person,
  session,
  children,
}: {
  venue: string;
  person: { name: string; role: RoleName };
  session: { userId: string; byPin: boolean; idleSeconds: number };
  children: ReactNode;
}) {
  const t = useTranslations("staff");
  const [waiting, setWaiting] = useState(0);
  return (
    <StaffSession venue={venue} {...session}>
      <WaitingContext.Provider value={setWaiting}>
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-surface focus:px-4 focus:py-3"
        >
          {t("skip")}
        </a>
        <div className="pb-[calc(3.75rem+var(--update-bar,0px)+env(safe-area-inset-bottom))] md:pb-0 md:pl-22">
          {children}
        </div>
        <div className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] md:inset-x-auto md:inset-y-0 md:left-0 md:flex md:w-22 md:flex-col md:border-t-0 md:border-r md:pt-2.5 md:pb-4">
          <div className="md:order-1 md:mt-auto">
            <AppHost venue={venue} userId={session.userId} keepAwake={session.byPin}>
              <PushSettings venue={venue} shared={session.byPin} />
            </AppHost>
          </div>
          <Suspense>
            <Navigation venue={venue} waiting={waiting} mayOrder={mayPlaceOrders(person)} />
          </Suspense>
          <div className="order-2 mt-2 hidden flex-col items-center gap-2 md:flex">
            <LockButton
              className="press grid w-full justify-items-center gap-1 py-[11px] text-xs leading-4 font-medium text-ink-2 hover:bg-sunk active:bg-sunk"
              iconClass="size-6"
            />
            <PersonMenu {...person} side="right" />
          </div>
        </div>
      </WaitingContext.Provider>
    </StaffSession>
  );
}

function Navigation({ venue, waiting, mayOrder }: { venue: string; waiting: number; mayOrder: boolean }) {
  const t = useTranslations("staff.nav");
  const locale = useLocale();
  const pathname = usePathname();
  const view = useSearchParams().get("view");
  const home = `/v/${venue}/dashboard`;
  const isHome = pathname === home;
  const entries: Entry[] = [
    {
      key: "now",
      href: home,
      icon: ConciergeBell,
      current: isHome && view !== "tables" && view !== "order",
      badge: waiting,
      where: "lg:hidden",
    },
    {
      key: "tables",
      href: `${home}?view=tables`,
      icon: LayoutGrid,
      current: isHome && view === "tables",
      where: "lg:hidden",
    },
    {
      key: "floor",
      href: home,
      icon: LayoutGrid,
      current: isHome && view !== "order",
      badge: waiting,
      where: "hidden lg:grid",
    },
    ...(mayOrder
      ? [{ key: "order", href: `${home}?view=order`, icon: Plus, current: isHome && view === "order" }]
      : []),
    { key: "kitchen", href: `/v/${venue}/kitchen`, icon: ChefHat, current: false, away: true },
    { key: "menu", href: `/${locale}/${venue}`, icon: Utensils, current: false, away: true },
  ];
  return (
    <nav aria-label={t("label")} className="grid h-15 auto-cols-fr grid-flow-col md:block md:h-auto">
      {entries.map(({ key, href, icon: Icon, current, badge, where = "grid", away }) => {
        const className = `press relative justify-items-center content-center gap-[3px] text-xs leading-4 md:gap-1 md:py-[11px] ${
          where.includes("grid") ? where : `grid ${where}`
        } ${
          current
            ? "font-semibold text-ink before:absolute before:-top-px before:inset-x-[24%] before:h-[3px] before:bg-accent-ink md:before:inset-x-auto md:before:left-0 md:before:top-2 md:before:bottom-2 md:before:h-auto md:before:w-[3px]"
            : "font-medium text-ink-2 hover:bg-sunk"
        }`;
        const content = (
          <>
            <Icon aria-hidden className="size-6" strokeWidth={1.75} />
            <span>{t(key)}</span>
            {badge ? (
              <span className="absolute top-1 left-[calc(50%+8px)] h-[18px] min-w-5 rounded-sm bg-urgent px-[5px] text-center text-2xs leading-[18px] font-bold text-on-urgent">
                <span aria-hidden>{badge}</span>
                <span className="sr-only">{t("waitingCount", { count: badge })}</span>
              </span>
            ) : null}
          </>
        );
        return away ? (
          <a key={key} href={href} className={className}>
            {content}
          </a>
        ) : (
          <Link
            key={key}
            href={href}
            prefetch={false}
            aria-current={current ? "page" : undefined}
            className={className}
            onClick={(event) => {
              // The same page with another view: the data is here already, the server need not be asked.
              if (!isHome || event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              if (`${pathname}${window.location.search}` !== href) window.history.pushState(null, "", href);
              window.scrollTo(0, 0);
            }}
          >
            {content}
          </Link>
        );
      })}
    </nav>
  );
}
