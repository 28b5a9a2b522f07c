"use client";

import { CloudOff } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";

const retryMs = 3_000;
const patienceMs = 4_000;

/** Asks until the server answers, then loads the page that was wanted. */
function useReturn(): { trying: boolean; retry: () => void } {
  const [trying, setTrying] = useState(false);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      clearTimeout(timer);
      setTrying(true);
      const answer = await fetch("/api/health/live", {
        cache: "no-store",
        signal: AbortSignal.timeout(patienceMs),
      }).catch(() => null);
      if (gone) return;
      setTrying(false);
      if (answer?.ok) window.location.reload();
      else timer = setTimeout(ask, retryMs);
    };
    timer = setTimeout(ask, round > 0 ? 0 : retryMs);
    window.addEventListener("online", ask);
    return () => {
      gone = true;
      clearTimeout(timer);
      window.removeEventListener("online", ask);
    };
  }, [round]);
  return { trying, retry: () => setRound((before) => before + 1) };
}

/** Nothing can be shown, and why; it goes by itself. A kitchen must not take an empty wall for a quiet evening. */
export function OfflineMessage({ kitchen, lastSync }: { kitchen: boolean; lastSync: number | null }) {
  const t = useTranslations("app.offline");
  const format = useFormatter();
  const { trying, retry } = useReturn();
  const isToday = lastSync !== null && new Date(lastSync).toDateString() === new Date().toDateString();
  const time =
    lastSync === null
      ? null
      : format.dateTime(lastSync, {
          hour: "2-digit",
          minute: "2-digit",
          second: "2-digit",
          hourCycle: "h23",
          ...(isToday ? {} : { day: "numeric", month: "long" }),
        });
  return (
    <main id="content" className="grid min-h-dvh place-items-center px-6 py-12">
      <div role="alert" className="flex max-w-xl flex-col items-center text-center">
        <CloudOff
          aria-hidden
          className={kitchen ? "size-20 text-pending-ink" : "size-12 text-pending-ink"}
          strokeWidth={kitchen ? 2.25 : 1.75}
        />
        <h1
          className={`mt-5 font-semibold ${kitchen ? "text-[2.75rem]/[3rem] tracking-[-0.025em]" : "text-2xl tracking-[-0.022em]"}`}
        >
          {t(kitchen ? "kitchenTitle" : "title")}
        </h1>
        <p className={`mt-3 ${kitchen ? "text-[1.75rem]/[2.25rem]" : "text-base text-ink-2"}`}>
          {t(kitchen ? "kitchenText" : "text")}
        </p>
        <p
          data-last-sync={lastSync ?? ""}
          className={`mt-4 font-semibold text-pending-ink ${kitchen ? "text-[1.75rem]/[2.25rem]" : "text-base"}`}
        >
          {time === null ? t("never") : t("lastSync", { time })}
        </p>
        <Button
          size="main"
          className={`mt-6 min-w-56 ${kitchen ? "text-[1.5rem]" : ""}`}
          aria-disabled={trying}
          onClick={() => !trying && retry()}
        >
          {t("retry")}
        </Button>
        {kitchen ? <p className="mt-3 text-[1.375rem] text-ink-2">{t("kitchenRetry")}</p> : null}
      </div>
    </main>
  );
}
