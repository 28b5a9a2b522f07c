import { apiFetch } from "@/lib/platform/http/client";
import { previousItemState } from "./client";
import type { ItemState, OrderDto } from "./schema";

/** A line as it was before a step, to be taken back to. */
export interface LineBefore {
  id: string;
  state: ItemState;
}

const ladder = ["held", "queued", "preparing", "ready", "served"] as const;

/** The lines of `after` that stand further than they did in `before`, as they were. */
export function advancedLines(before: OrderDto, after: OrderDto): LineBefore[] {
  const rank = (state: ItemState) => ladder.indexOf(state as (typeof ladder)[number]);
  return before.items.flatMap(({ id, state }) => {
    const now = after.items.find((item) => item.id === id);
    return now && rank(state) >= 0 && rank(now.state) > rank(state) ? [{ id, state }] : [];
  });
}

/** `moved`: somebody was faster, `order` is how it stands now. */
export interface StepAnswer {
  outcome: "done" | "moved";
  order: OrderDto;
}

type Fetcher = typeof apiFetch;
interface FailedCall {
  status?: number;
  code?: string;
  current?: unknown;
}

/**
 * The writes of a staff screen. A 409 answers with the order as it stands. A write whose answer got lost is remembered: when it
 * is pressed again and turns out to have been done, it counts as done and nobody is told that somebody was faster.
 * Throws ApiError for everything else; code `offline` when the network failed.
 */
export function createOrderActions(venue: string, fetcher: Fetcher = apiFetch) {
  const unsure = new Set<string>();
  const base = `/api/venues/${venue}`;

  async function send(
    path: string,
    method: "POST" | "PATCH",
    body: object,
    isDone: (order: OrderDto) => boolean,
  ): Promise<StepAnswer> {
    const key = `${path} ${JSON.stringify(body)}`;
    try {
      const order = await fetcher<OrderDto>(`${base}${path}`, { method, body });
      unsure.delete(key);
      return { outcome: "done", order };
    } catch (error) {
      const { status, code, current } = error as FailedCall;
      if (status === 409 && current && typeof current === "object" && "items" in current) {
        const order = current as OrderDto;
        const done = unsure.delete(key) && isDone(order);
        return { outcome: done ? "done" : "moved", order };
      }
      if (code === "offline") unsure.add(key);
      throw error;
    }
  }

  const setStatus = (id: string, status: "pending" | "preparing" | "ready" | "completed") =>
    send(`/orders/${id}/status`, "PATCH", { status }, (order) => order.status === status);
  const setItem = (id: string, status: "queued" | "preparing" | "ready" | "served") =>
    send(`/order-items/${id}/status`, "PATCH", { status }, (order) =>
      order.items.some((item) => item.id === id && item.state === status),
    );

  /** Moves several lines of one order; stops where somebody was faster. */
  async function setItems(ids: readonly string[], status: "ready" | "served"): Promise<StepAnswer> {
    let answer: StepAnswer | null = null;
    for (const id of ids) {
      answer = await setItem(id, status);
      if (answer.outcome === "moved") return answer;
    }
    if (!answer) throw new Error("setItems needs at least one line");
    return answer;
  }

  /** Takes lines back to where they were, one step at a time: each step is a recall of its own in the history. */
  async function takeBack(now: OrderDto, lines: readonly LineBefore[]): Promise<StepAnswer> {
    let answer: StepAnswer = { outcome: "done", order: now };
    for (const line of lines) {
      for (;;) {
        const state = answer.order.items.find((item) => item.id === line.id)?.state ?? line.state;
        const back = state === line.state ? undefined : previousItemState[state];
        if (!back) break;
        answer = await setItem(line.id, back);
        if (answer.outcome === "moved") return answer;
      }
    }
    return answer;
  }

  return {
    setStatus,
    setItem,
    setItems,
    takeBack,
    accept: (id: string) => send(`/orders/${id}/accept`, "POST", {}, (order) => order.approval === "accepted"),
    reject: (id: string, reason?: string) =>
      send(`/orders/${id}/reject`, "POST", reason ? { reason } : {}, (order) => order.approval === "rejected"),
    cancel: (id: string, reason: string) =>
      send(`/orders/${id}/cancel`, "POST", { reason }, (order) => order.status === "cancelled"),
    fetchOrder: (id: string) => fetcher<OrderDto>(`${base}/orders/${id}`, { method: "GET" }),
  };
}
