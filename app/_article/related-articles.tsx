import Link from "next/link";
import { articlePath } from "@/lib/catalog/article";
import type { Similar } from "@/lib/catalog/articles";
import styles from "./article.module.css";
import { Names } from "./names";
import { Title } from "./title";

/** Articles near this one, each with the reason it is shown for. */
export function RelatedArticles({ similar }: { similar: readonly Similar[] }) {
  if (similar.length === 0) return null;
  return (
    <section className={`${styles.section} screen-only`} aria-labelledby="related">
      <h2 id="related">Related Articles</h2>
      <ul className={styles.related}>
        {similar.map(({ article, sharedKeywords, sameSpecialIssue }) => (
          <li key={article.id}>
            <Link href={articlePath(article.issn, article)} prefetch={false}>
              <Title of={article} />
            </Link>
            <p>
              {article.authors.length > 0 && (
                <>
                  <Names of={article.authors} /> ·{" "}
                </>
              )}
              {article.year}
              <br />
              {sharedKeywords.length > 0 && (
                <>
                  Shares <bdi>{sharedKeywords.join(", ")}</bdi>
                  {sameSpecialIssue && " · "}
                </>
              )}
              {sameSpecialIssue && "In the same Special Issue"}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
