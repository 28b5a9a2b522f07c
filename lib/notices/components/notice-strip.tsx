"use client";

import { ChevronLeft, ChevronRight, CircleAlert, Info, type LucideIcon, TriangleAlert, Wrench } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { showNotice, showToast } from "@/components/alerts/messages";
import { Button, IconButton } from "@/components/ui/button";
import { useNow } from "@/components/ui/elapsed";
import { currentNotices } from "../client";
import type { NoticeDto } from "../schema";
import { usePutAway } from "./use-put-away";

const looks: Record<NoticeDto["severity"], { icon: LucideIcon; edge: string; ink: string; ground: string }> = {
  info: { icon: Info, edge: "border-accent-ink", ink: "text-accent-ink", ground: "bg-accent-tint" },
  warning: { icon: TriangleAlert, edge: "border-pending", ink: "text-pending-ink", ground: "bg-pending-tint" },
  critical: { icon: CircleAlert, edge: "border-urgent", ink: "text-urgent-ink", ground: "bg-urgent-tint" },
};

/** What was said to this person and not read yet, the gravest first, one at a time. */
export function NoticeStrip({
  venue,
  userId,
  notices,
  timezone,
  onChange,
}: {
  venue: string;
  /** The person who reads. */
  userId: string;
  notices: readonly NoticeDto[];
  timezone: string;
  onChange: (change: (notices: readonly NoticeDto[]) => readonly NoticeDto[]) => void;
}) {
  const t = useTranslations("staff.notices");
  const tc = useTranslations("common");
  const now = useNow();
  const [at, setAt] = useState<string | null>(null);
  const [detailed, setDetailed] = useState(false);
  const { away, putAway, takeBack } = usePutAway({
    venue,
    userId,
    onRead: (read) => onChange((before) => before.filter(({ id }) => id !== read)),
    onFailed: (id) => {
      setAt(id);
      showNotice(t("notRead"));
    },
  });
  const read = ({ id }: NoticeDto) => {
    putAway(id);
    setDetailed(false);
    const undo = () => {
      takeBack(id);
      setAt(id);
    };
    showToast(t("read"), { label: tc("undo"), run: undo });
  };

  const shown = currentNotices(notices, now).filter(({ id }) => !away.has(id));
  const index = Math.max(
    0,
    shown.findIndex(({ id }) => id === at),
  );
  const notice = shown[index];
  if (!notice) return null;
  const turn = (by: number) => {
    setAt(shown[(index + by + shown.length) % shown.length]?.id ?? null);
    setDetailed(false);
  };
  return (
    <section
      key={notice.id}
      aria-label={t("title")}
      className={`mt-2 animate-arrive border-b border-line border-l-4 ${looks[notice.severity].edge} ${looks[notice.severity].ground} py-2.5 pr-2 pl-3 lg:pl-4`}
    >
      <NoticeText notice={notice} timezone={timezone} detailed={detailed} />
      <div className="mt-1 flex flex-wrap items-center gap-x-1">
        {shown.length > 1 ? (
          <span className="mr-auto flex items-center text-sm">
            <IconButton label={t("previous")} onClick={() => turn(-1)}>
              <ChevronLeft aria-hidden className="size-5" strokeWidth={1.75} />
            </IconButton>
            <span aria-live="polite">{t("of", { at: index + 1, count: shown.length })}</span>
            <IconButton label={t("next")} onClick={() => turn(1)}>
              <ChevronRight aria-hidden className="size-5" strokeWidth={1.75} />
            </IconButton>
          </span>
        ) : (
          <span className="mr-auto" />
        )}
        <Button look="quiet" size="row" aria-expanded={detailed} onClick={() => setDetailed(!detailed)}>
          {t(detailed ? "less" : "details")}
        </Button>
        <Button size="row" onClick={() => read(notice)}>
          {t("markRead")}
        </Button>
      </div>
    </section>
  );
}

function NoticeText({ notice, timezone, detailed }: { notice: NoticeDto; timezone: string; detailed: boolean }) {
  const t = useTranslations("staff.notices");
  const format = useFormatter();
  const { icon, ink } = looks[notice.severity];
  const Icon = notice.kind === "maintenance" ? Wrench : icon;
  // Put together by hand: what joins a day and an hour, or two hours, differs between server and browser.
  const dayOf = (iso: string) => format.dateTime(new Date(iso), { day: "numeric", month: "long", timeZone: timezone });
  const hourOf = (iso: string) =>
    format.dateTime(new Date(iso), { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: timezone });
  const at = (iso: string) => `${dayOf(iso)}, ${hourOf(iso)}`;
  const { startsAt, endsAt } = notice;
  const span =
    startsAt && endsAt
      ? `${at(startsAt)} – ${dayOf(startsAt) === dayOf(endsAt) ? hourOf(endsAt) : at(endsAt)}`
      : startsAt
        ? t("from", { time: at(startsAt) })
        : endsAt
          ? t("until", { time: at(endsAt) })
          : null;
  return (
    <div className="grid grid-cols-[24px_1fr] gap-x-2.5 pr-2">
      <Icon aria-hidden className={`mt-px size-5 ${ink}`} strokeWidth={1.75} />
      <div className="min-w-0">
        <p className={`text-xs font-semibold ${ink}`}>
          {t(notice.kind === "maintenance" ? "kind.maintenance" : `severity.${notice.severity}`)}
        </p>
        <h3 className="text-base leading-[22px] font-semibold">{notice.title}</h3>
        {span ? <p className="text-sm font-medium">{span}</p> : null}
        {detailed ? (
          <>
            {notice.message ? <p className="mt-1 text-sm whitespace-pre-line">{notice.message}</p> : null}
            <p className="mt-1 text-xs text-ink-2">{t("by", { name: notice.createdBy, time: at(notice.createdAt) })}</p>
          </>
        ) : null}
      </div>
    </div>
  );
}
