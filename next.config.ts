import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The data folder stands beside the build and must never be traced into it.
  outputFileTracingExcludes: { "*": ["./data/**", "./dist/**"] },
  serverExternalPackages: ["postgres", "pdfkit"],
};

export default config;
