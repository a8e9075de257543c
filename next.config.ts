import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  // Titles and descriptions stand in the head for everybody: a page does not depend on the name of who asks for it.
  htmlLimitedBots: /.*/,
  reactStrictMode: true,
  // The data folder stands beside the build and must never be traced into it.
  outputFileTracingExcludes: { "*": ["./data/**", "./dist/**"] },
  serverExternalPackages: ["postgres", "pg-boss", "pdfkit", "esbuild", "maxmind"],
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        { key: "referrer-policy", value: "strict-origin-when-cross-origin" },
      ],
    },
    // Charts for other sites' frames say themselves who may hold them.
    { source: "/((?!embed/).*)", headers: [{ key: "x-frame-options", value: "SAMEORIGIN" }] },
    {
      // Whoever has the address sees the figures, or gets the files: it is told to no other site, and to no index (app/_forms/link-metadata).
      source: "/(guest|reports)/:path*",
      headers: [
        { key: "referrer-policy", value: "same-origin" },
        { key: "x-robots-tag", value: "noindex, nofollow" },
      ],
    },
  ],
};

export default config;
