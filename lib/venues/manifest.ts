import { inLocale, isLocale, type Locale } from "@/lib/platform/i18n/locales";
import { type MessageTree, readMessages } from "@/lib/platform/i18n/messages";
import type { VenueSummary } from "./queries";

/** Under an icon there is room for about a dozen letters: whole words of the name, as many as fit. */
export function shortName(name: string, room = 12): string {
  if (name.length <= room) return name;
  let short = "";
  for (const word of name.split(/\s+/)) {
    const longer = short ? `${short} ${word}` : word;
    if (longer.length > room) break;
    short = longer;
  }
  return short || name.slice(0, room);
}

const icons = ([192, 512] as const).flatMap((size) =>
  (["icon", "maskable"] as const).map((kind) => ({
    src: `/icons/${kind}-${size}.png`,
    sizes: `${size}x${size}`,
    type: "image/png",
    purpose: kind === "icon" ? "any" : "maskable",
  })),
);

const shared = {
  // Signing in, at /sign-in, belongs to the app as much as the floor does.
  scope: "/",
  display: "standalone",
  dir: "ltr",
  // --color-paper: the ground before the first paint. Each page then names its own colours for light and dark.
  theme_color: "#f6f4f0",
  background_color: "#f6f4f0",
  categories: ["business", "food"],
  prefer_related_applications: false,
  icons,
} as const;

function textIn(tree: MessageTree | string | undefined, ...keys: string[]): string {
  let found = tree;
  for (const key of keys) found = typeof found === "object" ? found[key] : undefined;
  return typeof found === "string" ? found : "";
}

function answer(manifest: object): Response {
  return new Response(JSON.stringify(manifest), {
    headers: { "content-type": "application/manifest+json; charset=utf-8", "cache-control": "public, max-age=300" },
  });
}

/** The web app manifest of a venue's staff app, in the venue's language. */
export async function venueManifest(venue: VenueSummary): Promise<Response> {
  const locale: Locale = isLocale(venue.defaultLocale) ? venue.defaultLocale : "en";
  const messages = await readMessages(locale);
  const name = inLocale(venue.names, locale, locale);
  const home = `/v/${venue.slug}`;
  const shortcut = (label: string, path: string, icon: string) => ({
    name: label,
    url: path,
    icons: [{ src: `/icons/${icon}-96.png`, sizes: "96x96", type: "image/png" }],
  });
  return answer({
    ...shared,
    id: `${home}/dashboard`,
    name,
    short_name: shortName(name),
    description: textIn(messages.app, "manifest", "description"),
    lang: locale,
    start_url: `${home}/dashboard`,
    shortcuts: [
      shortcut(textIn(messages.staff, "title"), `${home}/dashboard`, "dashboard"),
      shortcut(textIn(messages.staff, "nav", "kitchen"), `${home}/kitchen`, "kitchen"),
    ],
  });
}

/** The manifest of a house of several venues: its app begins at signing in, which leads to where the person works. */
export function houseManifest(): Response {
  return answer({
    ...shared,
    id: "/sign-in",
    name: "Servery",
    short_name: "Servery",
    start_url: "/sign-in",
  });
}
