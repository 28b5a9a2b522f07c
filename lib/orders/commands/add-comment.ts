import type { Context, StaffActor } from "@/lib/platform/auth/actor";
import type { Tx } from "@/lib/platform/db";
import { AppError, type FieldError, notFound } from "@/lib/platform/errors";
import { type Idempotency, type Once, once } from "@/lib/platform/http/idempotency";
import { newId } from "@/lib/platform/ids";
import { message } from "@/lib/platform/realtime/define-event";
import { publish } from "@/lib/platform/realtime/outbox";
import { orderComment } from "../events";
import { mayComment } from "../permissions";
import { toCommentDto } from "../queries";
import type { CommentDto, CreateCommentInput } from "../schema";

/**
 * Writes into the staff's thread on an order, finished or not; the order itself does not change. Throws 403, 404, and 422 naming
 * every mention that is nobody who works here.
 */
export function addComment(
  ctx: Context<StaffActor>,
  orderId: string,
  { text, mentions }: CreateCommentInput,
  idempotency: Idempotency | null,
): Promise<Once<CommentDto>> {
  const { actor, venue } = ctx;
  return once(ctx, idempotency, async (tx) => {
    if (!mayComment(actor)) throw new AppError("forbidden", "Your role may not comment on orders.");
    const order = await tx.order.findFirst({
      where: { id: orderId, venueId: venue.id },
      select: { number: true, tableNumber: true },
    });
    if (!order) throw notFound("order");
    await expectColleagues(tx, venue.id, mentions);
    const row = await tx.orderComment.create({
      data: {
        id: newId(),
        orderId,
        venueId: venue.id,
        userId: actor.userId,
        userName: actor.name,
        text,
        mentions: [...new Set(mentions)],
        createdAt: new Date(),
      },
    });
    const comment = toCommentDto(row);
    const { id: commentId, ...rest } = comment;
    await publish(tx, venue, actor, [
      message(orderComment, { commentId, orderNumber: order.number, tableNumber: order.tableNumber, ...rest }),
    ]);
    return { status: 201, body: comment };
  });
}

async function expectColleagues(tx: Tx, venueId: string, mentions: readonly string[]): Promise<void> {
  if (mentions.length === 0) return;
  const members = await tx.membership.findMany({
    where: { venueId, userId: { in: [...mentions] }, disabledAt: null, user: { disabledAt: null } },
    select: { userId: true },
  });
  const known = new Set(members.map(({ userId }) => userId));
  const errors = mentions.flatMap((userId, index): FieldError[] =>
    known.has(userId) ? [] : [{ path: `mentions.${index}`, message: "Nobody of this house." }],
  );
  if (errors.length > 0) throw new AppError("invalid", "Somebody mentioned does not work here.", { errors });
}
