import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { readEnv, siteUrl } from "@/lib/env";
import styles from "./_frame/frame.module.css";
import { THEME_SCRIPT } from "./_frame/theme-script";
import { ThemeSwitch } from "./_frame/theme-switch";

export function generateMetadata(): Metadata {
  return {
    metadataBase: new URL(siteUrl(readEnv())),
    title: { default: "Footfall", template: "%s · Footfall" },
    description: "How scholarly articles are read, counted by COUNTER R5.1.",
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fdfcfa" },
    { media: "(prefers-color-scheme: dark)", color: "#14171b" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, which must run before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      </head>
      <body>
        <a className={styles.skip} href="#content">
          Skip to the content
        </a>
        <header className={styles.header}>
          <Link prefetch={false} href="/" className={styles.wordmark}>
            <svg className={styles.mark} viewBox="0 0 16 16" aria-hidden="true">
              <path fill="currentColor" d="M1 11h3v4H1zM6.5 7h3v8h-3zM12 1h3v14h-3z" />
            </svg>
            Footfall
          </Link>
          <nav className={styles.nav} aria-label="Site">
            <Link prefetch={false} href="/">
              Journals
            </Link>
            <Link prefetch={false} href="/search">
              Search
            </Link>
            <Link prefetch={false} href="/how-we-count">
              How we count
            </Link>
            <ThemeSwitch />
          </nav>
        </header>
        <main id="content" className={styles.main}>
          {children}
        </main>
      </body>
    </html>
  );
}
