import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { fill } from "@/components/fill-text";
import { getGuestContext } from "@/lib/platform/auth/page";
import { inLocale, locales } from "@/lib/platform/i18n/locales";
import { guestMessages, guestTexts, localeOrNotFound, readMenuStart } from "../_parts/load";
import { MenuScreen } from "../_parts/menu-screen";
import { NoticeLink } from "../_parts/notice";
import { PageHead, ShortHead } from "../_parts/page-head";

interface Props {
  params: Promise<{ locale: string; venue: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale: given, venue: slug } = await params;
  const locale = localeOrNotFound(given);
  const context = await getGuestContext(slug);
  if (!context) notFound();
  const { meta } = await guestMessages(locale);
  const venue = inLocale(context.venue.names, locale, context.venue.defaultLocale);
  return {
    title: fill(meta.menu, { venue }),
    description: fill(meta.menuDescription, { venue }),
    alternates: { languages: Object.fromEntries(locales.map((each) => [each, `/${each}/${slug}`])) },
  };
}

/** The public menu: for anybody, without a sitting. A phone that sits at a table is shown the way to order. */
export default async function MenuPage({ params }: Props) {
  const { locale: given, venue: slug } = await params;
  const locale = localeOrNotFound(given);
  const context = await getGuestContext(slug);
  if (!context) notFound();
  const { venue, guest } = context;
  const seated = guest && guest.sessionStatus !== "CLOSED" ? guest : null;
  const [texts, start] = await Promise.all([guestTexts(locale, venue, null), readMenuStart(venue, locale)]);
  const { venueName, kitchenClosesAt } = start.menu;
  return (
    <MenuScreen
      texts={texts}
      start={start}
      second={venue.second}
      head={
        <PageHead
          venueName={venueName}
          kitchenClosesAt={kitchenClosesAt}
          table={null}
          texts={texts}
          pathOf={(each) => `/${each}/${slug}`}
        />
      }
      shortHead={<ShortHead venueName={venueName} table={null} />}
      notices={
        seated ? (
          <NoticeLink href={`/${locale}/${slug}/order?table=${seated.tableNumber}`}>
            {fill(texts.guest.menu.orderHere, { number: seated.tableNumber })}
          </NoticeLink>
        ) : null
      }
    />
  );
}
