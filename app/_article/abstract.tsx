import type { ReactNode } from "react";
import styles from "./article.module.css";

/** An abstract, its paragraphs told apart and each in its own direction; what is given stands at the end of the last. */
export function Abstract({ text, lang, children }: { text: string; lang?: string | undefined; children?: ReactNode }) {
  const paragraphs = text.split(/\n{2,}/);
  return paragraphs.map((paragraph, i) => (
    <p key={paragraph} className={styles.abstract} dir="auto">
      <span lang={lang}>{paragraph}</span> {i === paragraphs.length - 1 && children}
    </p>
  ));
}
