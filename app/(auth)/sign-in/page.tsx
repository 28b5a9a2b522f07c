import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { localPath } from "@/lib/people/components/local-path";
import { findDevice } from "@/lib/people/queries";
import { readDeviceToken } from "@/lib/platform/auth/cookies";
import { EmailSignIn } from "./email-sign-in";
import { SharedTabletSignIn } from "./shared-tablet-sign-in";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: `${t("title")}, Servery`, robots: { index: false } };
}

/** A shared tablet asks who is there and for a PIN; any other browser, and whoever asks for it (`by=email`), gets the e-mail form. */
export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { next: asked, error, by, who } = await searchParams;
  const next = localPath(asked);
  const device = await findDevice(readDeviceToken(await cookies()));
  if (device && !device.revokedAt && by !== "email") {
    return <SharedTabletSignIn device={device} next={next} who={typeof who === "string" ? who : null} />;
  }
  return <EmailSignIn device={device} next={next} error={typeof error === "string" ? error : null} />;
}
