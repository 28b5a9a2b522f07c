"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { showNotice, showToast } from "@/components/alerts/messages";
import { setCallRinging } from "@/components/alerts/sounds";
import { useNow } from "@/components/ui/elapsed";
import { answeredCalls, createCallActions, mergeCall, unansweredCalls } from "@/lib/calls/client";
import type { CallDto } from "@/lib/calls/schema";
import type { CallLevel, DashboardState } from "./dashboard-state";
import type { Run } from "./use-busy";

/** The server tells each level when it comes; a page that was not there yet knows it by the clock, this much later (ms). */
const clockGrace = 5_000;

/**
 * The calls: which ring and pop up here, which are passed on to colleagues and wait in the list, who goes. A call that was
 * passed on and is still unanswered after the venue's limit comes back.
 */
export function useCallDesk({
  venue,
  state,
  update,
  run,
  callSeconds,
  placeOf,
}: {
  venue: string;
  state: DashboardState;
  update: (change: (state: DashboardState) => DashboardState) => void;
  run: Run;
  callSeconds: number;
  placeOf: (tableNumber: string) => string;
}) {
  const t = useTranslations("staff.calls");
  const actions = useMemo(() => createCallActions(venue), [venue]);
  const [passed, setPassed] = useState<Readonly<Record<string, number>>>({});
  const now = useNow();

  const unanswered = useMemo(() => unansweredCalls(state.calls), [state.calls]);
  const answered = useMemo(() => answeredCalls(state.calls), [state.calls]);
  const levelOf = (call: CallDto): CallLevel => {
    const age = (now ?? 0) - Date.parse(call.createdAt) - clockGrace;
    // A limit of 0 is none.
    const byClock = callSeconds <= 0 ? 0 : age >= callSeconds * 2000 ? 2 : age >= callSeconds * 1000 ? 1 : 0;
    return Math.max(byClock, state.overdue[call.id] ?? 0) as CallLevel;
  };
  const isPassed = (call: CallDto) => {
    const at = passed[call.id];
    const limit = Date.parse(call.createdAt) + callSeconds * 1000;
    return at !== undefined && (at >= limit || (now ?? 0) < limit);
  };
  const ringing = unanswered.filter((call) => !isPassed(call));
  const quiet = unanswered.filter(isPassed);
  const loudness = ringing.length > 0 ? (Math.max(...ringing.map(levelOf)) as CallLevel) : null;
  useEffect(() => {
    setCallRinging(loudness);
    return () => setCallRinging(null);
  }, [loudness]);

  const deps = useRef({ update, run, placeOf });
  deps.current = { update, run, placeOf };
  const desk = useMemo(() => {
    const take = (call: CallDto) =>
      deps.current.update((before) => ({ ...before, calls: mergeCall(before.calls, call) }));
    return {
      go: (call: CallDto) =>
        void deps.current.run(call.id, deps.current.placeOf(call.tableNumber), async () => {
          const { outcome, call: after } = await actions.acknowledge(call.id);
          take(after);
          if (outcome === "done") return;
          const place = deps.current.placeOf(call.tableNumber);
          showNotice(
            after.status === "completed"
              ? t("alreadyDone", { place })
              : t("alreadyGoes", { name: after.acknowledgedBy ?? "", place }),
          );
        }),
      done: (call: CallDto) =>
        void deps.current.run(call.id, deps.current.placeOf(call.tableNumber), async () => {
          const { outcome, call: after } = await actions.complete(call.id);
          take(after);
          if (outcome === "moved") {
            showNotice(t("alreadyDone", { place: deps.current.placeOf(call.tableNumber) }));
          }
        }),
      pass: (call: CallDto) => {
        setPassed((before) => ({ ...before, [call.id]: Date.now() }));
        showToast(t("passed"));
      },
    };
  }, [actions, t]);
  return {
    ringing,
    /** Passed on here, and still unanswered. */
    quiet,
    answered,
    waiting: unanswered.length,
    levelOf,
    ...desk,
  };
}
export type CallDesk = ReturnType<typeof useCallDesk>;
