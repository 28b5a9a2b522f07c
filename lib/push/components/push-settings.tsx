"use client";

import { BellOff, BellRing, Share, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { SwitchRow } from "@/components/ui/switch";
import { ApiError } from "@/lib/platform/http/client";
import { choosePushTopics, PushFailure, type PushState, readPush, turnPushOff, turnPushOn } from "../client";
import { type PushTopic, pushTopics } from "../schema";

type Trouble = "offline" | "service" | "other";

function troubleOf(error: unknown): Trouble {
  if (error instanceof PushFailure && error.reason === "service") return "service";
  return error instanceof ApiError && error.code === "offline" ? "offline" : "other";
}

/**
 * Notifications of this device for the person who is signed in: what they are, turning them on, what to be told of. Not on a
 * `shared` tablet, where the next one would read them.
 */
export function PushSettings({ venue, shared = false }: { venue: string; shared?: boolean }) {
  const t = useTranslations("app.push");
  const tc = useTranslations("common");
  const [state, setState] = useState<PushState | null>(shared ? { kind: "obstacle", obstacle: "shared" } : null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);

  const run = useCallback(async (work: () => Promise<PushState>, fallback: PushState | null = null) => {
    setBusy(true);
    setTrouble(null);
    try {
      setState(await work());
    } catch (error) {
      const reason = error instanceof PushFailure ? error.reason : null;
      if (reason === "denied") setState({ kind: "denied" });
      else if (reason && reason !== "service") setState({ kind: "obstacle", obstacle: reason });
      else {
        setTrouble(troubleOf(error));
        if (fallback) setState(fallback);
      }
    }
    setBusy(false);
  }, []);
  const read = useCallback(() => run(() => readPush(venue)), [run, venue]);
  useEffect(() => {
    if (!shared) void read();
  }, [read, shared]);

  const choose = (on: Extract<PushState, { kind: "on" }>, topic: PushTopic, wanted: boolean) => {
    const topics = pushTopics.filter((each) => (each === topic ? wanted : on.topics.includes(each)));
    setState({ ...on, topics });
    void run(() => choosePushTopics(venue, on.id, topics), on);
  };

  return (
    <section aria-label={t("title")} aria-busy={busy}>
      <h3 className="text-lg font-semibold tracking-[-0.01em]">{t("title")}</h3>
      {state === null && trouble === null ? <p className="mt-1 text-sm text-ink-2">{tc("loading")}</p> : null}
      {state?.kind === "obstacle" ? (
        <Hint
          icon={
            state.obstacle === "install" ? (
              <Share aria-hidden className="size-5" />
            ) : (
              <BellOff aria-hidden className="size-5" />
            )
          }
        >
          {t(`obstacle.${state.obstacle}`)}
        </Hint>
      ) : null}
      {state?.kind === "denied" ? <Hint icon={<BellOff aria-hidden className="size-5" />}>{t("denied")}</Hint> : null}
      {state?.kind === "off" ? (
        <>
          <p className="mt-1 text-sm text-ink-2">{t("explain")}</p>
          <Button className="mt-3 w-full" disabled={busy} onClick={() => void run(() => turnPushOn(venue, pushTopics))}>
            <BellRing aria-hidden className="size-5" strokeWidth={1.75} />
            {t("turnOn")}
          </Button>
        </>
      ) : null}
      {state?.kind === "on" ? (
        <>
          <fieldset className="mt-1">
            <legend className="text-sm text-ink-2">{t("tellMe")}</legend>
            <div className="mt-1 divide-y divide-line">
              {pushTopics.map((topic) => (
                <SwitchRow
                  key={topic}
                  label={t(`topic.${topic}`)}
                  checked={state.topics.includes(topic)}
                  disabled={busy}
                  onChange={(wanted) => choose(state, topic, wanted)}
                />
              ))}
            </div>
          </fieldset>
          <Button
            className="mt-3 w-full"
            disabled={busy}
            onClick={() => void run(() => turnPushOff(venue, state.id), { kind: "off" })}
          >
            <BellOff aria-hidden className="size-5" strokeWidth={1.75} />
            {t("turnOff")}
          </Button>
        </>
      ) : null}
      <div role="alert">
        {trouble ? (
          <p className="mt-3 flex items-start gap-2 text-sm font-medium text-urgent-ink">
            <TriangleAlert aria-hidden className="mt-px size-5 flex-none" strokeWidth={1.75} />
            <span className="flex-1">{t(`trouble.${trouble}`)}</span>
          </p>
        ) : null}
      </div>
      {state === null && trouble ? (
        <Button size="row" className="mt-2" disabled={busy} onClick={() => void read()}>
          {tc("retry")}
        </Button>
      ) : null}
    </section>
  );
}

function Hint({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="mt-1.5 flex items-start gap-2.5 text-sm text-ink-2 [&>svg]:mt-px [&>svg]:flex-none">
      {icon}
      <span>{children}</span>
    </p>
  );
}
