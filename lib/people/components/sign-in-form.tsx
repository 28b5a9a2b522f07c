"use client";

import { Eye, EyeOff, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button, IconButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";

type Failure = "wrong" | "tooMany" | "offline" | "away" | "missing";

const failureOfCode: Record<string, Failure> = {
  "wrong-credentials": "wrong",
  CredentialsSignin: "wrong",
  "rate-limited": "tooMany",
};

/** E-mail and password; afterwards the page that was asked for, or the place where the person's work begins. */
export function SignInForm({ next, error }: { next: string | null; error: string | null }) {
  const t = useTranslations("signIn");
  const [failure, setFailure] = useState<Failure | null>(error ? (failureOfCode[error] ?? "away") : null);
  const [minutes, setMinutes] = useState(15);
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [ready, setReady] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => setReady(true), []);

  async function submit() {
    const fields = new FormData(form.current ?? undefined);
    const email = String(fields.get("email") ?? "").trim();
    const password = String(fields.get("password") ?? "");
    if (!email || !password) return setFailure("missing");
    setBusy(true);
    setFailure(null);
    try {
      const csrf = await fetch("/api/auth/csrf", { cache: "no-store" });
      const { csrfToken } = (await csrf.json()) as { csrfToken: string };
      const response = await fetch("/api/auth/callback/credentials", {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ csrfToken, email, password, json: "true", ...(next ? { callbackUrl: next } : {}) }),
      });
      const answer = (await response.json().catch(() => ({}))) as { url?: string; code?: string };
      const failed = answer.url ? new URL(answer.url, window.location.href).searchParams.get("error") : null;
      if (response.ok && answer.url && !failed) {
        const { pathname, search } = new URL(answer.url, window.location.href);
        window.location.assign(next ?? `${pathname}${search}`);
        return;
      }
      const seconds = Number(response.headers.get("retry-after"));
      if (seconds > 0) setMinutes(Math.ceil(seconds / 60));
      setFailure(failureOfCode[answer.code ?? failed ?? ""] ?? (response.status === 401 ? "wrong" : "away"));
    } catch {
      setFailure("offline");
    }
    setBusy(false);
    form.current?.querySelector<HTMLInputElement>("input[name=password]")?.select();
  }

  return (
    <form
      ref={form}
      noValidate
      aria-busy={busy}
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void submit();
      }}
    >
      <Field
        label={t("email")}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <div className="relative">
        <Field
          label={t("password")}
          name="password"
          type={shown ? "text" : "password"}
          autoComplete="current-password"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <IconButton
          label={t(shown ? "hidePassword" : "showPassword")}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="absolute top-[28px] right-0.5"
        >
          {shown ? (
            <EyeOff aria-hidden className="size-5" strokeWidth={1.75} />
          ) : (
            <Eye aria-hidden className="size-5" strokeWidth={1.75} />
          )}
        </IconButton>
      </div>
      <div role="alert">
        {failure ? (
          <p className="flex items-start gap-2 text-sm font-medium text-urgent-ink">
            <TriangleAlert aria-hidden className="mt-px size-5 flex-none" strokeWidth={1.75} />
            {t(`failure.${failure}`, { minutes })}
          </p>
        ) : null}
      </div>
      <Button look="primary" size="main" type="submit" disabled={!ready || busy} className="w-full">
        {t(busy ? "signingIn" : "signIn")}
      </Button>
    </form>
  );
}
