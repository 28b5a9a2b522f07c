import type { z } from "zod";
import { apiFetch } from "@/lib/platform/http/client";
import type { EventMeta, LiveEvent } from "@/lib/platform/realtime/define-event";
import type { callStatusChange, waiterCall } from "./events";
import type { CallDto } from "./schema";

type StatusChange = z.infer<(typeof callStatusChange)["payload"]> & { meta: EventMeta };

/** The calls a screen knows, and changes of calls it has not been told of yet. */
export interface CallBook {
  calls: Readonly<Record<string, CallDto>>;
  ahead: Readonly<Record<string, StatusChange>>;
}

/** The book of a snapshot. */
export function openCallBook(calls: readonly CallDto[]): CallBook {
  return { calls: Object.fromEntries(calls.map((call) => [call.id, call])), ahead: {} };
}

function changed(call: CallDto, { status, tableNumber, by, version, meta }: StatusChange): CallDto {
  // Its guests may have moved while somebody was on the way: who goes, and since when, stays.
  const going = status === "acknowledged" && call.status !== "acknowledged";
  return {
    ...call,
    tableNumber,
    status,
    version,
    acknowledgedBy: going ? by : call.acknowledgedBy,
    acknowledgedAt: going ? meta.at : call.acknowledgedAt,
  };
}

/** Takes a call as the server answered it, unless a later version is known. */
export function mergeCall(book: CallBook, call: CallDto): CallBook {
  const held = book.calls[call.id];
  if (held && held.version > call.version) return book;
  const { [call.id]: ahead, ...rest } = book.ahead;
  const next = ahead && ahead.version > call.version ? changed(call, ahead) : call;
  return { calls: { ...book.calls, [call.id]: next }, ahead: ahead ? rest : book.ahead };
}

/** Applies one event. The same event twice, or an older one after a younger one, changes nothing. */
export function applyCallEvent(book: CallBook, event: LiveEvent): CallBook {
  if (event.name === "waiter-call") {
    const {
      callId,
      timestamp,
      meta: _meta,
      ...rest
    } = event.data as unknown as z.infer<(typeof waiterCall)["payload"]> & { meta: EventMeta };
    const held = book.calls[callId];
    if (held && held.version >= rest.version) return book;
    const fresh = { acknowledgedAt: null, acknowledgedBy: null, status: "pending" as const, createdAt: timestamp };
    // A second call of a kind joins the first: its words change, who goes does not.
    return mergeCall(book, { ...(held ?? fresh), ...rest, id: callId });
  }
  if (event.name === "call-status-change") {
    const data = event.data as unknown as StatusChange;
    const held = book.calls[data.callId];
    if (!held) {
      const ahead = book.ahead[data.callId];
      if (ahead && ahead.version >= data.version) return book;
      return { ...book, ahead: { ...book.ahead, [data.callId]: data } };
    }
    if (data.version < held.version || (data.version === held.version && data.status === held.status)) return book;
    return { ...book, calls: { ...book.calls, [data.callId]: changed(held, data) } };
  }
  return book;
}

/** Calls nobody has answered, the longest waiting first. */
export function unansweredCalls(book: CallBook): CallDto[] {
  return byAge(Object.values(book.calls).filter((call) => call.status === "pending"));
}

/** Calls somebody is on the way to. */
export function answeredCalls(book: CallBook): CallDto[] {
  return byAge(Object.values(book.calls).filter((call) => call.status === "acknowledged"));
}

function byAge(calls: CallDto[]): CallDto[] {
  return calls.sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id));
}

/** `moved`: somebody was faster, `call` is how it stands now. */
export interface CallAnswer {
  outcome: "done" | "moved";
  call: CallDto;
}

/** Acknowledge and complete. A 409 answers with the call as it stands; a lost answer that turns out done counts as done. */
export function createCallActions(venue: string, fetcher: typeof apiFetch = apiFetch) {
  const unsure = new Set<string>();

  async function send(id: string, verb: "acknowledge" | "complete", wanted: CallDto["status"]): Promise<CallAnswer> {
    const key = `${id} ${verb}`;
    try {
      const call = await fetcher<CallDto>(`/api/venues/${venue}/waiter-calls/${id}/${verb}`, {
        method: "POST",
        body: {},
      });
      unsure.delete(key);
      return { outcome: "done", call };
    } catch (error) {
      const { status, code, current } = error as { status?: number; code?: string; current?: unknown };
      if (status === 409 && current && typeof current === "object" && "callType" in current) {
        const call = current as CallDto;
        const done = unsure.delete(key) && call.status === wanted;
        return { outcome: done ? "done" : "moved", call };
      }
      if (code === "offline") unsure.add(key);
      throw error;
    }
  }

  return {
    acknowledge: (id: string) => send(id, "acknowledge", "acknowledged"),
    complete: (id: string) => send(id, "complete", "completed"),
  };
}
