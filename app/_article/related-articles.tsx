import Link from "next/link";
import { articlePath } from "@/lib/catalog/article";
import type { Similar } from "@/lib/catalog/articles";
import styles from "./article.module.css";
import { Title } from "./title";
import { namesLine } from "./words";

/** Articles near this one, each with the reason it is shown for. */
export function RelatedArticles({ similar }: { similar: readonly Similar[] }) {
  if (similar.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="related" data-screen>
      <h2 id="related">Related Articles</h2>
      <ul className={styles.related}>
        {similar.map(({ article, sharedKeywords, sameSpecialIssue, cites, sharedReferences }) => (
          <li key={article.id}>
            <Link href={articlePath(article.issn, article)} prefetch={false}>
              <Title of={article} />
            </Link>
            <p>
              {[namesLine(article.authors), article.year].filter(Boolean).join(" · ")}
              <br />
              {[
                cites === "cites" && "Cited by this article",
                cites === "cited by" && "Cites this article",
                sharedReferences > 0 &&
                  `${sharedReferences} ${sharedReferences === 1 ? "reference" : "references"} in common`,
                sharedKeywords.length > 0 && `Shares ${sharedKeywords.join(", ")}`,
                sameSpecialIssue && "In the same Special Issue",
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
