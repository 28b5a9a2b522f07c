// Cubot makes phones; in-app browsers name their app too, but not first.
const robots = /(?<!cu)bot\b|crawl|spider|preview|facebookexternalhit|embedly|^(?:whatsapp|viber|telegram)/i;

/** Whether a request for a table's link only looks: a prefetch, a picture's source, a messenger that draws a preview. */
export function isPreview(headers: Headers): boolean {
  const purpose = `${headers.get("sec-purpose") ?? ""} ${headers.get("purpose") ?? ""} ${headers.get("x-purpose") ?? ""}`;
  if (/prefetch|prerender|preview/i.test(purpose)) return true;
  const destination = headers.get("sec-fetch-dest");
  if (destination && destination !== "document" && destination !== "empty") return true;
  return robots.test(headers.get("user-agent") ?? "");
}
