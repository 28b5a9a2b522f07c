/** Where people reach the house: PUBLIC_URL, else the address this request was sent to. No slash at the end. */
export function publicOrigin(request: Request): string {
  const known = process.env.PUBLIC_URL?.replace(/\/+$/, "");
  if (known) return known;
  const url = new URL(request.url);
  const tls = (request.headers.get("x-forwarded-proto") ?? url.protocol).startsWith("https");
  return `${tls ? "https" : "http"}://${request.headers.get("host") ?? url.host}`;
}
