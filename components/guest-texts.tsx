"use client";

import { createContext, type ReactNode, useContext } from "react";
import type { Locale } from "@/lib/platform/i18n/locales";
import type guestMessages from "@/messages/en/guest.json";

export type GuestMessages = typeof guestMessages;

/** The words a guest's page needs in the browser, handed over ready by the server: no message library travels to the phone. */
export interface GuestTexts {
  locale: Locale;
  timezone: string;
  guest: Omit<GuestMessages, "meta" | "landing" | "wrongCode" | "notFound">;
  table: string;
  close: string;
  /** By error code. */
  errors: Record<string, string>;
}

const Texts = createContext<GuestTexts | null>(null);

export function GuestTextsProvider({ texts, children }: { texts: GuestTexts; children: ReactNode }) {
  return <Texts value={texts}>{children}</Texts>;
}

export function useGuestTexts(): GuestTexts {
  const texts = useContext(Texts);
  if (!texts) throw new Error("There is no GuestTextsProvider above this component.");
  return texts;
}
