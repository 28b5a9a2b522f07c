import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Plate } from "@/components/ui/plate";
import { LanguageChoice } from "@/lib/people/components/language-choice";
import { localPath } from "@/lib/people/components/local-path";
import { SignInForm } from "@/lib/people/components/sign-in-form";
import { Clock } from "./clock";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: `${t("title")}, Servery`, robots: { index: false } };
}

/** The left says where one is, the right asks who one is; on phones one under the other. */
export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { next, error } = await searchParams;
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
        <h1 className="text-2xl font-semibold tracking-[-0.022em]">{t("heading")}</h1>
        <p className="mt-0.5 mb-7 text-base text-ink-2">{t("hint")}</p>
        <SignInForm next={localPath(next)} error={typeof error === "string" ? error : null} />
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
