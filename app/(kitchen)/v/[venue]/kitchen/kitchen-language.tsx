"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { saveLocale } from "@/lib/people/client";
import { LanguageChoice } from "@/lib/people/components/language-choice";

/** The kitchen's language, kept with whoever is signed in. */
export function KitchenLanguage({ venue }: { venue: string }) {
  const t = useTranslations("people");
  const [notSaved, setNotSaved] = useState(false);
  return (
    <>
      <LanguageChoice
        onChoose={async (locale) => {
          setNotSaved(false);
          await saveLocale(venue, locale).catch(() => setNotSaved(true));
        }}
      />
      {notSaved ? (
        <p role="alert" className="mt-1 text-sm font-medium text-urgent-ink">
          {t("languageNotSaved")}
        </p>
      ) : null}
    </>
  );
}
