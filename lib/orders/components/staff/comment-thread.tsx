"use client";

import { MessageSquare } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Initials } from "@/components/ui/initials";
import { useDraft } from "@/components/use-draft";
import type { ColleagueDto } from "@/lib/people/schema";
import { apiFetch, newIdempotencyKey, sendOnce } from "@/lib/platform/http/client";
import { createOrderActions } from "../../order-actions";
import type { CommentDto } from "../../schema";
import { type CommentBook, holdComments } from "./comment-book";
import { CommentField } from "./comment-field";
import { mentionsIn, splitMentions } from "./mentions";

const mostPages = 10;

/** Who writes looks on: after a few seconds they are told, and press again (ms). */
const sendPatience = 6_000;
const sendSoon: typeof sendOnce = (path, body, key, options) =>
  sendOnce(path, body, key, { ...options, forMs: sendPatience, timeoutMs: sendPatience });

/** What colleagues say about an order, the newest at the foot, live; and where to say something. */
export function CommentThread({
  venue,
  orderId,
  me,
  people,
  thread,
  timezone,
  focused,
  onComments,
}: {
  venue: string;
  orderId: string;
  me: { id: string };
  people: readonly ColleagueDto[];
  /** Undefined until it was read. */
  thread: readonly CommentDto[] | undefined;
  timezone: string;
  /** It is what the order was opened for. */
  focused: boolean;
  onComments: (change: (book: CommentBook) => CommentBook) => void;
}) {
  const t = useTranslations("staff.orders.comments");
  const tc = useTranslations("common");
  const actions = useMemo(() => createOrderActions(venue, apiFetch, sendSoon), [venue]);
  const [unread, setUnread] = useState(false);
  const [sending, setSending] = useState(false);
  const [failed, setFailed] = useState(false);
  const [text, setText, clear] = useDraft({ userId: me.id, name: `comment ${orderId}` }, "");
  /** Of the text that is being sent: a second attempt of the same one is carried out once. */
  const attempt = useRef({ text: "", key: "" });
  const end = useRef<HTMLDivElement>(null);
  const put = useRef(onComments);
  put.current = onComments;

  const load = useCallback(async () => {
    setUnread(false);
    try {
      const all: CommentDto[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < mostPages; page++) {
        const { items, nextCursor } = await actions.fetchComments(orderId, cursor);
        all.push(...items);
        if (!nextCursor) break;
        cursor = nextCursor;
      }
      put.current((book) => holdComments(book, orderId, all));
    } catch {
      setUnread(true);
    }
  }, [actions, orderId]);
  const isRead = thread !== undefined;
  useEffect(() => {
    if (!isRead) void load();
  }, [isRead, load]);

  const send = async () => {
    const said = text.trim();
    if (!said || sending) return;
    if (attempt.current.text !== said) attempt.current = { text: said, key: newIdempotencyKey() };
    setSending(true);
    setFailed(false);
    try {
      const comment = await actions.comment(
        orderId,
        { text: said, mentions: mentionsIn(said, people) },
        attempt.current.key,
      );
      attempt.current = { text: "", key: "" };
      put.current((book) => (book.threads[orderId] ? holdComments(book, orderId, [comment]) : book));
      clear();
      requestAnimationFrame(() => end.current?.scrollIntoView({ block: "nearest" }));
    } catch {
      setFailed(true);
    }
    setSending(false);
  };

  const others = useMemo(() => people.filter(({ userId }) => userId !== me.id), [people, me.id]);
  return (
    <section aria-label={t("title")} className="border-t border-line">
      <h3 className="flex items-center gap-2 px-5 pt-4 pb-1 text-lg font-semibold tracking-[-0.01em]">
        <MessageSquare aria-hidden className="size-5" strokeWidth={1.75} />
        {t("title")}
        {thread && thread.length > 0 ? <span className="text-sm font-normal text-ink-3">{thread.length}</span> : null}
      </h3>
      {unread ? (
        <p className="flex items-center gap-3 px-5 py-1 text-sm text-ink-2">
          <span className="flex-1">{t("unread")}</span>
          <Button size="row" onClick={() => void load()}>
            {tc("retry")}
          </Button>
        </p>
      ) : null}
      {thread?.length === 0 ? <p className="px-5 py-1 text-sm text-ink-2">{t("none")}</p> : null}
      <div role="log" aria-label={t("title")}>
        <ul className="grid">
          {(thread ?? []).map((comment) => (
            <Comment key={comment.id} comment={comment} people={people} me={me.id} timezone={timezone} />
          ))}
        </ul>
      </div>
      <div ref={end}>
        <CommentField
          text={text}
          people={others}
          sending={sending}
          failed={failed}
          focused={focused}
          onText={(next) => {
            setFailed(false);
            setText(next);
          }}
          onSend={() => void send()}
        />
      </div>
    </section>
  );
}

function Comment({
  comment,
  people,
  me,
  timezone,
}: {
  comment: CommentDto;
  people: readonly ColleagueDto[];
  me: string;
  timezone: string;
}) {
  const format = useFormatter();
  const named = people.filter(({ userId }) => comment.mentions.includes(userId));
  let offset = 0;
  const parts = splitMentions(comment.text, named).map((part) => {
    const key = offset;
    offset += part.text.length;
    return { ...part, key };
  });
  return (
    <li
      className={`grid animate-arrive grid-cols-[32px_1fr] gap-x-2.5 py-2 pr-5 ${
        comment.mentions.includes(me) ? "border-l-4 border-accent-ink bg-accent-tint pl-4" : "pl-5"
      }`}
    >
      <Initials name={comment.author.name} />
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <b className="font-semibold">{comment.author.name}</b>
          <time dateTime={comment.createdAt} className="text-xs text-ink-2">
            {format.dateTime(new Date(comment.createdAt), {
              hour: "2-digit",
              minute: "2-digit",
              hourCycle: "h23",
              timeZone: timezone,
            })}
          </time>
        </p>
        <p className="text-base whitespace-pre-line">
          {parts.map(({ key, text, userId }) =>
            userId ? (
              <mark key={key} className="rounded-sm bg-transparent font-semibold text-accent-ink">
                {text}
              </mark>
            ) : (
              text
            ),
          )}
        </p>
      </div>
    </li>
  );
}
