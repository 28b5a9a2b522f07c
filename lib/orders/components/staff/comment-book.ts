import type { z } from "zod";
import type { EventMeta, LiveEvent } from "@/lib/platform/realtime/define-event";
import type { orderComment } from "../../events";
import type { CommentDto } from "../../schema";

/** How much was said about each order, and the threads that were opened here. */
export interface CommentBook {
  counts: Readonly<Record<string, number>>;
  /** Order id → its comments, the oldest first. */
  threads: Readonly<Record<string, readonly CommentDto[]>>;
}

export function openCommentBook(counts: Readonly<Record<string, number>>): CommentBook {
  return { counts, threads: {} };
}

const inOrder = (a: CommentDto, b: CommentDto) =>
  a.createdAt.localeCompare(b.createdAt) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Takes comments as the server answered them; those that came live in the meantime stay. */
export function holdComments(book: CommentBook, orderId: string, comments: readonly CommentDto[]): CommentBook {
  const held = book.threads[orderId] ?? [];
  const known = new Set(held.map(({ id }) => id));
  const fresh = comments.filter(({ id }) => !known.has(id));
  if (fresh.length === 0 && book.threads[orderId]) return book;
  const thread = [...held, ...fresh].sort(inOrder);
  return {
    counts: { ...book.counts, [orderId]: thread.length },
    threads: { ...book.threads, [orderId]: thread },
  };
}

/** Applies one event. A comment that is in the thread already changes nothing; of a thread that was not opened only the count is known. */
export function applyCommentEvent(book: CommentBook, event: LiveEvent): CommentBook {
  if (event.name !== "order-comment") return book;
  const { commentId, orderId, text, author, mentions, createdAt } = event.data as unknown as z.infer<
    (typeof orderComment)["payload"]
  > & { meta: EventMeta };
  if (book.threads[orderId]) {
    return holdComments(book, orderId, [{ id: commentId, orderId, text, author, mentions, createdAt }]);
  }
  return { ...book, counts: { ...book.counts, [orderId]: (book.counts[orderId] ?? 0) + 1 } };
}
