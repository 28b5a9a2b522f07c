import { createTranslator } from "next-intl";
import { inLocale, type Locale } from "@/lib/platform/i18n/locales";
import { formatMoney } from "@/lib/platform/money-format";
import bg from "@/messages/bg/push.json";
import en from "@/messages/en/push.json";
import uk from "@/messages/uk/push.json";
import type { PushDraft, PushSubject } from "./rules";
import type { PushMessage } from "./schema";

/** Where it happened, as far as words need it. */
export interface PushVenue {
  slug: string;
  defaultLocale: Locale;
  /** Numbers that are rooms. */
  rooms: ReadonlySet<string>;
}

// The sender runs outside of the pages, whose bundle has all other texts.
const translators = {
  bg: createTranslator({ locale: "bg", messages: bg }),
  en: createTranslator({ locale: "en", messages: en }),
  uk: createTranslator({ locale: "uk", messages: uk }),
};

/** Lines of an order that fit a lock screen. */
const mostLines = 4;
/** A push carries about 3,900 bytes; Cyrillic takes two of them a letter. */
const longestBody = 600;

/** Never through the middle of a character: half of one cannot be stored. */
const cut = (text: string) =>
  text.length > longestBody ? `${text.slice(0, longestBody - 1).replace(/\p{Surrogate}$/u, "")}…` : text;

function words(
  subject: PushSubject,
  locale: Locale,
  { rooms, defaultLocale }: PushVenue,
): { title: string; body: string } {
  const t = translators[locale];
  const placeOf = (number: string | null) =>
    number === null ? t("counter") : t(rooms.has(number) ? "room" : "table", { number });
  switch (subject.kind) {
    case "call": {
      const { tableNumber, callType, message } = subject;
      return {
        title: t(`call.${callType}`, { place: placeOf(tableNumber) }),
        body: message ? t("quoted", { message }) : "",
      };
    }
    case "overdue":
      return {
        title: t(`overdue.${subject.callType}`, { place: placeOf(subject.tableNumber) }),
        body: t("overdue.body"),
      };
    case "order": {
      const { tableNumber, waiting, items, total, currency } = subject;
      const lines = (items ?? []).map(({ quantity, names }) =>
        t("order.line", { quantity, name: inLocale(names, locale, defaultLocale) }),
      );
      const shown = lines.length > mostLines ? lines.slice(0, mostLines - 1) : lines;
      const rest = lines.length - shown.length;
      const list = [...shown, ...(rest > 0 ? [t("order.more", { count: rest })] : [])].join(", ");
      return {
        title: t(waiting ? "order.waiting" : "order.new", { place: placeOf(tableNumber) }),
        body: [list, formatMoney(total, currency, locale)].filter(Boolean).join(" · "),
      };
    }
    case "ready":
      return {
        title: t("ready.title", { place: placeOf(subject.tableNumber) }),
        body: t("ready.body", { number: subject.orderNumber }),
      };
    case "mention":
      return {
        title: t("mention", { place: placeOf(subject.tableNumber), author: subject.author }),
        body: subject.text,
      };
    case "notice":
      return { title: subject.title, body: subject.message };
  }
}

/** What a reader of that language is sent. */
export function wordMessage(draft: PushDraft, at: Date, locale: Locale, venue: PushVenue): PushMessage {
  const { title, body } = words(draft.subject, locale, venue);
  const { topic, tag, sticky, query } = draft;
  const path = `/v/${venue.slug}/dashboard${query}`;
  return { topic, venue: venue.slug, title, body: cut(body), tag, path, sticky, at: at.toISOString(), lang: locale };
}
