import { useCallback, useEffect } from "react";
import { ApiError, apiFetch } from "@/lib/platform/http/client";
import type { ChannelCursor, Cursors, LiveEvent } from "@/lib/platform/realtime/define-event";
import { useLive } from "@/lib/platform/realtime/use-live";
import type { MenuDto, MenuItemDto } from "./schema";

export interface MenuStart {
  menu: MenuDto;
  cursors: Cursors;
}

function withItem(menu: MenuDto, id: string, change: (item: MenuItemDto) => MenuItemDto): MenuDto {
  return {
    ...menu,
    categories: menu.categories.map((category) => {
      if (!category.items.some((item) => item.id === id)) return category;
      return { ...category, items: category.items.map((item) => (item.id === id ? change(item) : item)) };
    }),
  };
}

/**
 * Applies `product-availability-changed`; older than the item held changes nothing. A dish with hours that comes back stays
 * unavailable until the menu is read again: only the server knows its clock.
 */
export function applyMenuEvent(menu: MenuDto, event: LiveEvent): MenuDto {
  if (event.name !== "product-availability-changed") return menu;
  const { menuItemId, version, available, until } = event.data as unknown as {
    menuItemId: string;
    version: number;
    available: boolean;
    until: string | null;
  };
  return withItem(menu, menuItemId, (item) => {
    if (version < item.version) return item;
    const orderable = available && (item.hours === null || item.available);
    return { ...item, version, soldOut: !available, soldOutUntil: available ? null : until, available: orderable };
  });
}

/** The menu as read again, with what is held of items that have changed since it was read. */
export function youngest(held: MenuDto, read: MenuDto): MenuDto {
  const mine = new Map(held.categories.flatMap(({ items }) => items.map((item) => [item.id, item] as const)));
  return {
    ...read,
    categories: read.categories.map((category) => ({
      ...category,
      items: category.items.map((item) => {
        const own = mine.get(item.id);
        return own && own.version > item.version ? own : item;
      }),
    })),
  };
}

/** Where the channel stands now. The replay of a numbering that never was answers with nothing else. */
async function readHead(venue: string, channel: string): Promise<ChannelCursor> {
  try {
    const query = new URLSearchParams({ channel, after: "0", epoch: "none" });
    return await apiFetch(`/api/venues/${venue}/events?${query}`, { as: "guest" });
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "events-gone") throw error;
    const { epoch, head } = error.current as { epoch: string; head: number };
    return { epoch, seq: head };
  }
}

/** The menu, and where its channel stood before it was read. @throws ApiError */
export async function readMenuStart(venue: string, locale: string): Promise<MenuStart> {
  const channel = `${venue}-menu`;
  const cursors = { [channel]: await readHead(venue, channel) };
  const menu = await apiFetch<MenuDto>(`/api/venues/${venue}/menu?locale=${locale}`, { as: "guest" });
  return { menu, cursors };
}

/** Milliseconds until the first sold-out dish is due back, or null. */
export function untilFirstReturn(menu: MenuDto, now: number): number | null {
  const times = menu.categories
    .flatMap((category) => category.items)
    .flatMap((item) => (item.soldOutUntil ? [Date.parse(item.soldOutUntil) - now] : []));
  return times.length > 0 ? Math.max(0, Math.min(...times)) : null;
}

const dayMs = 86_400_000;
/** Hours of dishes begin and end without an event: a page that stays open reads the menu again this often. */
const rereadMs = 5 * 60_000;

/** The menu with live availability. `refresh` reads it again. */
export function useLiveMenu(start: MenuStart): { menu: MenuDto; refresh: () => Promise<void> } {
  const { venue, locale } = start.menu;
  const channel = `${venue}-menu`;
  const { data: menu, update } = useLive<MenuDto>({
    channels: [channel],
    initial: { data: start.menu, cursors: start.cursors },
    apply: applyMenuEvent,
    refetch: async () => {
      const { menu: data, cursors } = await readMenuStart(venue, locale);
      return { data, cursors };
    },
    onEvent: (event) => {
      const id = (event.data as { menuItemId?: string }).menuItemId;
      const known = start.menu.categories.flatMap((category) => category.items).find((item) => item.id === id);
      if (!known || known.hours) void refresh();
    },
  });

  const refresh = useCallback(async () => {
    try {
      const read = await apiFetch<MenuDto>(`/api/venues/${venue}/menu?locale=${locale}`, { as: "guest" });
      update((held) => youngest(held, read));
    } catch {
      // What is shown stays; the next event, hour or reload reads it again, and the server checks every order.
    }
  }, [venue, locale, update]);

  useEffect(() => {
    const due = untilFirstReturn(menu, Date.now());
    if (due === null || due > dayMs) return;
    // The server's clock decides; a second later it has surely agreed.
    const timer = setTimeout(() => void refresh(), due + 1000);
    return () => clearTimeout(timer);
  }, [menu, refresh]);

  const hasHours = start.menu.categories.some((category) => category.items.some((item) => item.hours));
  useEffect(() => {
    if (!hasHours) return;
    let readAt = Date.now();
    const look = () => {
      if (document.visibilityState !== "visible" || Date.now() - readAt < rereadMs - 1000) return;
      readAt = Date.now();
      void refresh();
    };
    const timer = setInterval(look, rereadMs);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [hasHours, refresh]);

  return { menu, refresh };
}
