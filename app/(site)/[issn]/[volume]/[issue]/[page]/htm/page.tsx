import type { Metadata } from "next";
import Link from "next/link";
import styles from "@/app/_article/article.module.css";
import { findArticle } from "@/app/_article/find-article";
import { Licence } from "@/app/_article/licence";
import { TitleBlock } from "@/app/_article/title-block";
import { JournalFoot } from "@/app/_frame/journal-foot";
import { Notice } from "@/app/_frame/notice";
import { RecordView } from "@/app/_recording/record-view";
import { articlePath } from "@/lib/catalog/article";

type Props = PageProps<"/[issn]/[volume]/[issue]/[page]/htm">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const article = await findArticle(params);
  return {
    title: `Full text: ${article.title}`,
    alternates: { canonical: `${articlePath(article.journal.issn, article)}/htm` },
  };
}

/**
 * An article's full text. A sample article shows the text made of its metadata, says so, and is recorded as a full-text
 * view. Of any other no text is on record yet: the page says so, offers the PDF, and counts as the abstract it shows.
 */
export default async function FullTextPage({ params }: Props) {
  const article = await findArticle(params);
  const path = articlePath(article.journal.issn, article);
  const { sample } = article.journal;
  return (
    <>
      <article>
        <TitleBlock article={article}>
          <p className={styles.files}>
            <Link href={path} prefetch={false}>
              Abstract and metrics
            </Link>
            {article.files.length > 0 && (
              <>
                <span aria-hidden="true">|</span>
                <a href={`${path}/pdf`}>PDF</a>
              </>
            )}
          </p>
        </TitleBlock>
        <Notice>
          {sample
            ? "Sample text made from the article’s metadata. It is not the published article."
            : `The full text is not available as a web page here${article.files.length > 0 ? "; the PDF holds it" : ""}.`}
        </Notice>
        {article.abstract && (
          <section className={styles.section} aria-labelledby="abstract">
            <h2 id="abstract">Abstract</h2>
            <p className={styles.abstract}>{article.abstract}</p>
          </section>
        )}
        {article.keywords.length > 0 && (
          <section className={styles.section} aria-labelledby="keywords">
            <h2 id="keywords">Keywords</h2>
            <ul className={styles.keywords}>
              {article.keywords.map((keyword) => (
                <li key={keyword}>{keyword}</li>
              ))}
            </ul>
          </section>
        )}
        {sample && (
          <section className={styles.section} aria-labelledby="counting">
            <h2 id="counting">How this page is counted</h2>
            <p className={styles.abstract}>
              Showing the full text is a Request by the COUNTER Code of Practice, and therefore also an Investigation of
              the article. Showing it again within 30 seconds counts once; a robot’s visit is kept apart.
            </p>
          </section>
        )}
        <Licence article={article} />
      </article>
      <JournalFoot journal={article.journal} />
      <RecordView doi={article.doi} action={sample ? "fulltext" : "abstract"} />
    </>
  );
}
