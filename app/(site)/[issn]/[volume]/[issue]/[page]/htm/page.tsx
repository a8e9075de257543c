import type { Metadata } from "next";
import Link from "next/link";
import { Abstract } from "@/app/_article/abstract";
import styles from "@/app/_article/article.module.css";
import { ArticleMenu } from "@/app/_article/article-menu";
import { Colophon } from "@/app/_article/colophon";
import { findArticle } from "@/app/_article/find-article";
import { Keywords } from "@/app/_article/keywords";
import { Licence } from "@/app/_article/licence";
import { ExportLinks } from "@/app/_article/share-cite";
import { TitleBlock } from "@/app/_article/title-block";
import { attachedFiles } from "@/app/_figures/attached";
import { FigureViewer } from "@/app/_figures/figure-viewer";
import { JournalFoot } from "@/app/_frame/journal-foot";
import { Notice } from "@/app/_frame/notice";
import { FullText } from "@/app/_jats/full-text";
import { languageOfText } from "@/app/_jats/language";
import { readText } from "@/app/_jats/read-text";
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
 * An article's full text from its XML, recorded as a full-text view. A sample article shows the text made of its metadata and says
 * so. Where there is neither, the page says so, offers the PDF, and counts as the abstract it shows.
 */
export default async function FullTextPage({ params }: Props) {
  const article = await findArticle(params);
  const path = articlePath(article.journal.issn, article);
  const hasPdf = article.files.some(({ kind }) => kind === "pdf");
  const text = await readText(article);
  const lang = languageOfText(text);
  const reading = text && { document: text, level: 3, files: attachedFiles(article) };
  const sample = article.journal.sample && !text;
  const menu = [
    ...(article.abstract ? [{ id: "abstract", words: "Abstract" }] : []),
    ...(text?.headings ?? []),
    ...(text && text.references.length > 0 ? [{ id: "references", words: "References" }] : []),
  ];
  return (
    <>
      <article>
        <TitleBlock article={article}>
          <p className={styles.files}>
            <Link href={path} prefetch={false}>
              Abstract and metrics
            </Link>
            {hasPdf && (
              <>
                <span aria-hidden="true">|</span>
                <a href={`${path}/pdf`}>PDF</a>
              </>
            )}
          </p>
        </TitleBlock>
        {!text && (
          <Notice>
            {sample
              ? "Sample text made from the article’s metadata. It is not the published article."
              : `The full text is not available as a web page here${hasPdf ? "; the PDF holds it" : ""}.`}
          </Notice>
        )}
        {text && <ArticleMenu entries={menu} folded />}
        <div className={text ? styles.body : undefined}>
          <div>
            {article.abstract && (
              <section className={styles.section} aria-labelledby="abstract">
                <h2 id="abstract">Abstract</h2>
                <Abstract text={article.abstract} {...(reading ? { reading } : {})} />
              </section>
            )}
            <Keywords keywords={article.keywords} lang={lang} />
            {sample && (
              <section className={styles.section} aria-labelledby="counting">
                <h2 id="counting">How this page is counted</h2>
                <p className={styles.abstract}>
                  Showing the full text is a Request by the COUNTER Code of Practice, and therefore also an
                  Investigation of the article. Showing it again within 30 seconds counts once; a robot’s visit is kept
                  apart.
                </p>
              </section>
            )}
            {text && <FullText document={text} files={attachedFiles(article)} />}
            <Licence article={article} />
            <p className={styles.top}>
              <a href="#content">Return to top</a>
            </p>
          </div>
          {text && (
            <aside>
              <div className={styles.beside}>
                <ArticleMenu entries={menu} />
                <ExportLinks article={article} />
              </div>
            </aside>
          )}
        </div>
        <Colophon path={`${path}/htm`} />
      </article>
      {text && text.figures.length > 0 && <FigureViewer doi={article.doi} />}
      <JournalFoot journal={article.journal} />
      <RecordView doi={article.doi} action={text || sample ? "fulltext" : "abstract"} />
    </>
  );
}
