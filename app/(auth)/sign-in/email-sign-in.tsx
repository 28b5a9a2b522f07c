import { Info } from "lucide-react";
import { getFormatter, getTranslations } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { Plate } from "@/components/ui/plate";
import { Clock } from "@/lib/people/components/clock";
import { LanguageChoice } from "@/lib/people/components/language-choice";
import { SignInForm } from "@/lib/people/components/sign-in-form";

interface Props {
  /** What this browser's cookie makes it, if anything: enrolled, or revoked. */
  device: { name: string; revokedAt: Date | null } | null;
  next: string | null;
  error: string | null;
}

/** The left says where one is, the right asks who one is; on phones one under the other. */
export async function EmailSignIn({ device, next, error }: Props) {
  const t = await getTranslations("signIn");
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[1fr_492px]">
      <header className="flex flex-col px-5 pt-6 pb-4 lg:px-10 lg:py-7">
        <div className="flex items-end justify-between gap-4 pb-3 lg:pb-4">
          <p className="text-2xl font-semibold tracking-[-0.03em] lg:text-3xl">Servery</p>
          <Clock />
        </div>
        <div aria-hidden className="rail" />
        <p className="mt-4 text-base text-ink-2 lg:mt-6 lg:text-lg">{t("hello")}</p>
        <div aria-hidden className="mt-8 hidden grid-cols-3 gap-2.5 lg:grid">
          <Plate picture="soup" linen="plum" className="aspect-square" />
          <Plate picture="salad" linen="sage" className="aspect-square" />
          <Plate picture="fish" linen="sea" className="aspect-square" />
        </div>
        <div className="mt-auto hidden pt-6 lg:block">
          <LanguageChoice inLine />
        </div>
      </header>
      <main className="flex flex-col justify-center px-5 pb-8 lg:border-l lg:border-line lg:bg-surface lg:px-18">
        {device?.revokedAt ? <Revoked name={device.name} at={device.revokedAt} /> : null}
        <h1 className="text-2xl font-semibold tracking-[-0.022em]">{t("heading")}</h1>
        <p className="mt-0.5 mb-7 text-base text-ink-2">{t("hint")}</p>
        <SignInForm next={next} error={error} />
        {device && !device.revokedAt ? (
          <a
            href={`/sign-in${next ? `?${new URLSearchParams({ next })}` : ""}`}
            className={buttonClass("quiet", "control", "mt-3")}
          >
            {t("toPin")}
          </a>
        ) : null}
        <noscript>
          <p className="mt-4 text-sm font-medium text-urgent-ink">{t("noScript")}</p>
        </noscript>
        <div className="mt-8 border-t border-line pt-2 lg:hidden">
          <LanguageChoice inLine />
        </div>
      </main>
    </div>
  );
}

/** Why a tablet that asked for PINs yesterday does not today. */
async function Revoked({ name, at }: { name: string; at: Date }) {
  const [t, format] = await Promise.all([getTranslations("signIn"), getFormatter()]);
  return (
    <p className="mb-7 flex items-start gap-3 border-l-4 border-edge bg-sunk py-3 pr-4 pl-3 text-sm">
      <Info aria-hidden className="mt-px size-5 flex-none text-ink-2" strokeWidth={1.75} />
      {t("revoked", { name, date: format.dateTime(at, { day: "numeric", month: "long" }) })}
    </p>
  );
}
