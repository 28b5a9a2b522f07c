import type { z } from "zod";
import { apiFetch, newIdempotencyKey, sendOnce } from "@/lib/platform/http/client";
import { previousItemState } from "./client";
import { deriveSentStatus } from "./rules";
import type { AddItemsInput, CommentDto, CreateCommentInput, ItemState, OrderDto } from "./schema";

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
type Sender = typeof sendOnce;
interface FailedCall {
  status?: number;
  code?: string;
  current?: unknown;
}

/** The order as it stands, where a 409 brought it. */
function currentOf(error: unknown): OrderDto | null {
  const { status, current } = error as FailedCall;
  return status === 409 && current && typeof current === "object" && "items" in current ? (current as OrderDto) : null;
}

/**
 * The writes of a staff screen. A 409 answers with the order as it stands. A write whose answer got lost is remembered: when it
 * is pressed again and turns out to have been done, it counts as done and nobody is told that somebody was faster.
 * Throws ApiError for everything else; code `offline` when the network failed.
 */
export function createOrderActions(venue: string, fetcher: Fetcher = apiFetch, sender: Sender = sendOnce) {
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
      const { code } = error as FailedCall;
      const order = currentOf(error);
      if (order) {
        const done = unsure.delete(key) && isDone(order);
        return { outcome: done ? "done" : "moved", order };
      }
      if (code === "offline") unsure.add(key);
      throw error;
    }
  }

  const setStatus = (id: string, status: "pending" | "preparing" | "ready" | "completed") =>
    send(
      `/orders/${id}/status`,
      "PATCH",
      { status },
      ({ status: now, approval, items }) => now === status || deriveSentStatus(approval, items) === status,
    );
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

  /** Adds to an open order. Keep the key of an attempt that failed for the next one: it is then carried out once. */
  async function addItems(
    id: string,
    input: z.input<typeof AddItemsInput>,
    key: string = newIdempotencyKey(),
  ): Promise<StepAnswer> {
    try {
      return { outcome: "done", order: await sender<OrderDto>(`${base}/orders/${id}/items`, input, key) };
    } catch (error) {
      const order = currentOf(error);
      if (!order) throw error;
      return { outcome: "moved", order };
    }
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
    /** Takes one line off; the reason stays with it. */
    voidItem: (itemId: string, reason: string) =>
      send(`/order-items/${itemId}/void`, "POST", { reason }, ({ items }) =>
        items.some(({ id, state }) => id === itemId && state === "voided"),
      ),
    /** Sends what is held of a course. */
    fire: (id: string, course: number) =>
      send(
        `/orders/${id}/fire`,
        "POST",
        { course },
        ({ items }) => !items.some((item) => item.course === course && item.state === "held"),
      ),
    addItems,
    /** Writes into the staff's thread on an order. The key as with addItems. */
    comment: (id: string, input: z.input<typeof CreateCommentInput>, key?: string) =>
      sender<CommentDto>(`${base}/orders/${id}/comments`, input, key ?? newIdempotencyKey()),
    /** A page of that thread, oldest first; `cursor` is the `nextCursor` of the page before. */
    fetchComments: (id: string, cursor?: string) =>
      fetcher<{ items: CommentDto[]; nextCursor: string | null }>(
        `${base}/orders/${id}/comments${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""}`,
        { method: "GET" },
      ),
    fetchOrder: (id: string) => fetcher<OrderDto>(`${base}/orders/${id}`, { method: "GET" }),
  };
}
