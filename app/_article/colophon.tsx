import { readEnv, siteUrl } from "@/lib/env";
import styles from "./article.module.css";

/** On paper alone: where the page was, so that who finds the sheet finds the article. */
export function Colophon({ path }: { path: string }) {
  return (
    <p className={`${styles.colophon} print-only`}>
      This page: <span data-testid="printed-address">{new URL(path, siteUrl(readEnv())).href}</span>
    </p>
  );
}
