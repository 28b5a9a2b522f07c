"use client";

import { useCallback, useEffect, useState } from "react";
import { type MenuStart, readMenuStart } from "@/lib/menu/guest-client";
import type { MenuDto } from "@/lib/menu/schema";
import { apiFetch } from "@/lib/platform/http/client";
import { locales } from "@/lib/platform/i18n/locales";

// Read once for the page, so that the pad opens at once and also without a network; what changes comes over the menu's channel.
const starts = new Map<string, MenuStart>();
const others = new Map<string, MenuDto[]>();

/** The menu to begin with: null while it is read, `failed` when it could not be. */
export function usePadMenu(
  venue: string,
  locale: string,
): { start: MenuStart | null; failed: boolean; retry: () => void } {
  const key = `${venue} ${locale}`;
  const [start, setStart] = useState<MenuStart | null>(starts.get(key) ?? null);
  const [failed, setFailed] = useState(false);
  const read = useCallback(() => {
    if (starts.has(key)) return setStart(starts.get(key) ?? null);
    setFailed(false);
    readMenuStart(venue, locale).then(
      (read) => {
        starts.set(key, read);
        setStart(read);
      },
      () => setFailed(true),
    );
  }, [key, venue, locale]);
  useEffect(() => {
    read();
    addEventListener("online", read);
    return () => removeEventListener("online", read);
  }, [read]);
  return { start, failed, retry: read };
}

/** The same menu in the house's other languages, for the search; null until they are read. */
export function useOtherMenus(venue: string, locale: string): readonly MenuDto[] | null {
  const key = `${venue} ${locale}`;
  const [menus, setMenus] = useState<readonly MenuDto[] | null>(others.get(key) ?? null);
  useEffect(() => {
    if (others.has(key)) return;
    let current = true;
    Promise.all(
      locales
        .filter((each) => each !== locale)
        .map((each) => apiFetch<MenuDto>(`/api/venues/${venue}/menu?locale=${each}`, { as: "guest" })),
    ).then(
      (read) => {
        others.set(key, read);
        if (current) setMenus(read);
      },
      // The search then knows the reader's language alone, until the pad is opened again.
      () => current && setMenus([]),
    );
    return () => {
      current = false;
    };
  }, [key, venue, locale]);
  return menus;
}
