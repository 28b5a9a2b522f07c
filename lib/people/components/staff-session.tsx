"use client";

import { createContext, type ReactNode, useContext } from "react";
import { IdleLock } from "./idle-lock";

/** Whose session this page is, for what needs more than a name. */
export interface StaffSessionValue {
  /** The venue's slug. */
  venue: string;
  userId: string;
  /** Begun with a PIN on a shared tablet. */
  byPin: boolean;
}

const SessionContext = createContext<StaffSessionValue | null>(null);

/** Null outside a staff page. */
export function useStaffSession(): StaffSessionValue | null {
  return useContext(SessionContext);
}

/** A staff page: knows whose it is, and locks by itself when the session is a PIN's. `idleSeconds` is the venue's. */
export function StaffSession({
  venue,
  userId,
  byPin,
  idleSeconds,
  children,
}: StaffSessionValue & { idleSeconds: number; children: ReactNode }) {
  return (
    <SessionContext.Provider value={{ venue, userId, byPin }}>
      {children}
      {byPin ? <IdleLock venue={venue} userId={userId} seconds={idleSeconds} /> : null}
    </SessionContext.Provider>
  );
}
