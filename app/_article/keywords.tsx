import Link from "next/link";
import styles from "./article.module.css";

/** An article's keywords, each of which leads to the articles that have it. */
export function Keywords({ keywords, lang }: { keywords: readonly string[]; lang?: string | undefined }) {
  if (keywords.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="keywords">
      <h2 id="keywords">Keywords</h2>
      <ul className={styles.keywords} lang={lang}>
        {keywords.map((keyword) => (
          <li key={keyword}>
            <Link href={`/search?q=${encodeURIComponent(`"${keyword}"`)}`} prefetch={false} rel="nofollow">
              <bdi>{keyword}</bdi>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
