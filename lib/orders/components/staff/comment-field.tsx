"use client";

import { SendHorizontal, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { IconButton } from "@/components/ui/button";
import type { ColleagueDto } from "@/lib/people/schema";
import { suggest, typedMention } from "./mentions";

const longest = 500;

/** Where a comment is written: Enter sends, Shift and Enter begin a new line, @ offers the colleagues. */
export function CommentField({
  text,
  people,
  sending,
  failed,
  focused,
  onText,
  onSend,
}: {
  text: string;
  /** Who may be mentioned. */
  people: readonly ColleagueDto[];
  sending: boolean;
  /** The last attempt did not reach the server; the text is still here. */
  failed: boolean;
  focused: boolean;
  onText: (text: string) => void;
  onSend: () => void;
}) {
  const t = useTranslations("staff.orders.comments");
  const tr = useTranslations("staff.person.role");
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState(0);
  const [marked, setMarked] = useState(0);
  /** The @ whose list was put away with Escape. */
  const [refused, setRefused] = useState<number | null>(null);
  const typed = typedMention(text, caret);
  const found = typed && typed.at !== refused ? suggest(people, typed.query) : [];
  const choices = found.length === 1 && found[0]?.name === typed?.query ? [] : found;
  const chosen = choices[Math.min(marked, choices.length - 1)];

  useEffect(() => {
    if (focused) field.current?.focus();
  }, [focused]);
  // The field grows with what is in it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what changes the height.
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(160, element.scrollHeight + 2)}px`;
  }, [text]);

  const take = (person: ColleagueDto) => {
    if (!typed) return;
    const before = `${text.slice(0, typed.at)}@${person.name} `;
    const next = `${before}${text.slice(caret).replace(/^ /, "")}`;
    if (next.length > longest) return;
    onText(next);
    setMarked(0);
    setCaret(before.length);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(before.length, before.length);
    });
  };

  return (
    <div className="relative px-5 pt-2 pb-5">
      {choices.length > 0 ? (
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label={t("colleagues")}
          className="absolute right-5 bottom-full left-5 z-10 max-h-72 overflow-y-auto rounded-md border border-line bg-surface shadow-float"
        >
          {choices.map((person) => (
            <div
              key={person.userId}
              id={`${id}-${person.userId}`}
              role="option"
              tabIndex={-1}
              aria-selected={person === chosen}
              // The field keeps its focus.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(person)}
              onKeyDown={() => {}}
              className={`flex min-h-11 cursor-pointer items-center gap-2 px-3.5 text-base ${person === chosen ? "bg-accent-tint font-semibold" : "hover:bg-sunk"}`}
            >
              <span className="flex-1">{person.name}</span>
              <span className="text-sm font-normal text-ink-2">{tr(person.role)}</span>
            </div>
          ))}
        </div>
      ) : null}
      <div className="grid grid-cols-[1fr_auto] items-end gap-2">
        <textarea
          ref={field}
          rows={1}
          role="combobox"
          aria-label={t("write")}
          placeholder={t("placeholder")}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-expanded={choices.length > 0}
          aria-controls={choices.length > 0 ? `${id}-list` : undefined}
          aria-activedescendant={chosen ? `${id}-${chosen.userId}` : undefined}
          aria-invalid={failed ? true : undefined}
          aria-describedby={failed ? `${id}-failed` : undefined}
          maxLength={longest}
          value={text}
          enterKeyHint="send"
          onChange={(event) => {
            onText(event.target.value);
            setCaret(event.target.selectionStart);
            setMarked(0);
            setRefused(null);
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
            if (choices.length > 0 && step !== 0) {
              event.preventDefault();
              setMarked((Math.min(marked, choices.length - 1) + step + choices.length) % choices.length);
            } else if (chosen && (event.key === "Enter" || event.key === "Tab") && !event.shiftKey) {
              event.preventDefault();
              take(chosen);
            } else if (choices.length > 0 && event.key === "Escape") {
              // The list goes, the sheet stays.
              event.preventDefault();
              event.stopPropagation();
              setRefused(typed?.at ?? null);
            } else if (event.key === "Enter" && !event.shiftKey) {
              event.preventDefault();
              onSend();
            }
          }}
          className="min-h-12 w-full resize-none rounded-md border border-edge bg-surface px-3.5 py-[11px] text-base leading-6 text-ink placeholder:text-ink-3 focus-visible:outline-3 focus-visible:outline-offset-0 aria-invalid:border-2 aria-invalid:border-urgent-ink"
        />
        <IconButton
          label={t("send")}
          disabled={sending || text.trim() === ""}
          onClick={onSend}
          className="size-12 bg-accent text-on-accent hover:bg-accent-down active:bg-accent-down disabled:bg-sunk"
        >
          <SendHorizontal aria-hidden className="size-5" strokeWidth={1.75} />
        </IconButton>
      </div>
      <div role="alert">
        {failed ? (
          <p id={`${id}-failed`} className="mt-1.5 flex items-start gap-1.5 text-sm font-medium text-urgent-ink">
            <TriangleAlert aria-hidden className="mt-0.5 size-4 flex-none" />
            {t("failed")}
          </p>
        ) : null}
      </div>
      {text.length > longest - 60 ? (
        <p className="mt-1 text-right text-xs text-ink-2">{t("left", { count: longest - text.length })}</p>
      ) : null}
    </div>
  );
}
