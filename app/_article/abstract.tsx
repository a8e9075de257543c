import styles from "./article.module.css";

/** An abstract, its paragraphs told apart. */
export function Abstract({ text }: { text: string }) {
  return text.split(/\n{2,}/).map((paragraph) => (
    <p key={paragraph} className={styles.abstract} dir="auto">
      {paragraph}
    </p>
  ));
}
