import { getLocale } from "next-intl/server";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { isLocale } from "@/lib/platform/i18n/locales";
import { guestMessages } from "./_parts/load";

export default async function GuestNotFound() {
  const locale = await getLocale();
  const { notFound } = await guestMessages(isLocale(locale) ? locale : "en");
  return (
    <main className="py-12">
      <title>{notFound.title}</title>
      <EmptyState
        picture="side"
        linen="clay"
        title={notFound.title}
        titleAs="h1"
        action={
          <a href="/" className={buttonClass("outline")}>
            {notFound.home}
          </a>
        }
      >
        {notFound.hint}
      </EmptyState>
    </main>
  );
}
