import Link from "next/link";
import styles from "@/app/_frame/page.module.css";
import { type ArticleLine, articlePath, type Journal } from "@/lib/catalog/article";
import { doiUrl, isNumbered, pagesOf } from "@/lib/catalog/citation/cited";
import { settingsByIssn } from "@/lib/catalog/settings";
import { articlesWithFile } from "@/lib/catalog/sql/files";
import { sharedDb } from "@/lib/db/shared";
import { dayWords } from "@/lib/usage/words";
import { Names } from "./names";
import { Title } from "./title";

/** Articles, each with what can be read of it; of one journal, or each with its own. Looking at a list counts nothing. */
export async function ArticleList({
  journal,
  articles,
  first = 1,
  level = 2,
  says,
}: {
  journal?: Pick<Journal, "issn">;
  articles: readonly (ArticleLine & { issn?: string; journal?: string })[];
  /** The number of the first of them. */
  first?: number;
  /** The level of their headings. */
  level?: 2 | 3;
  /** What the list says of each beside what it is. */
  says?: (article: ArticleLine) => string;
}) {
  const Heading = `h${level}` as const;
  const ids = articles.map(({ id }) => id);
  const withPdf = new Set(await articlesWithFile(sharedDb(), ids, "pdf"));
  const issnOf = (article: { issn?: string }) => journal?.issn ?? article.issn ?? "";
  const settings = await settingsByIssn(sharedDb(), articles.map(issnOf));
  return (
    <ol className={styles.list} start={first}>
      {articles.map((article) => {
        const path = articlePath(issnOf(article), article);
        return (
          <li key={article.id}>
            <Heading>
              <Link href={path} prefetch={false}>
                <Title of={article} />
              </Link>
            </Heading>
            {article.authors.length > 0 && (
              <p className={styles.meta}>
                <Names of={article.authors} />
              </p>
            )}
            <p className={styles.meta}>
              {article.journal && (
                <>
                  <bdi>{article.journal}</bdi> {article.year}, {article.volume}({article.issue}) ·{" "}
                </>
              )}
              {article.type && `${article.type} · `}
              {isNumbered(article) ? "article" : "pages"} {pagesOf(article)}
              {article.published && (
                <>
                  {" "}
                  · published <time dateTime={article.published}>{dayWords(article.published)}</time>
                </>
              )}{" "}
              · <a href={doiUrl(article.doi)}>{`https://doi.org/${article.doi}`}</a>
            </p>
            {says && <p className={styles.says}>{says(article)}</p>}
            <p className={styles.links}>
              <Link href={`${path}/htm`} prefetch={false}>
                Full-Text
              </Link>
              {withPdf.has(article.id) && <a href={`${path}/pdf`}>PDF</a>}
              {settings(issnOf(article)).showMetrics && (
                <Link href={`${path}/metrics`} prefetch={false}>
                  Metrics
                </Link>
              )}
            </p>
          </li>
        );
      })}
    </ol>
  );
}
