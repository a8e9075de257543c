import Link from "next/link";
import { Fragment } from "react";
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
        {similar.map(({ article, ...one }) => (
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
              {reasonsOf(one).map((reason, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: reasons have a fixed order
                <Fragment key={i}>
                  {i > 0 && " · "}
                  <bdi>{reason}</bdi>
                </Fragment>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Why an article is shown, the closest tie first. */
const reasonsOf = ({
  cites,
  sharedReferences,
  sharedKeywords,
  sameSpecialIssue,
}: Omit<Similar, "article">): string[] => [
  ...(cites === "cites" ? ["Cited by this article"] : []),
  ...(cites === "cited by" ? ["Cites this article"] : []),
  ...(sharedReferences > 0
    ? [`${sharedReferences} ${sharedReferences === 1 ? "reference" : "references"} in common`]
    : []),
  ...(sharedKeywords.length > 0 ? [`Shares ${sharedKeywords.join(", ")}`] : []),
  ...(sameSpecialIssue ? ["In the same Special Issue"] : []),
];
