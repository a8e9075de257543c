import type { Metadata } from "next";
import { headers } from "next/headers";
import { Abstract } from "@/app/_article/abstract";
import styles from "@/app/_article/article.module.css";
import { ArticleMenu } from "@/app/_article/article-menu";
import { FileLinks } from "@/app/_article/file-links";
import { findArticle } from "@/app/_article/find-article";
import { Keywords } from "@/app/_article/keywords";
import { Licence } from "@/app/_article/licence";
import { MachineTags } from "@/app/_article/machine-tags";
import { Neighbours } from "@/app/_article/neighbours";
import { RelatedArticles } from "@/app/_article/related-articles";
import { ExportLinks, ShareAndCite } from "@/app/_article/share-cite";
import { TitleBlock } from "@/app/_article/title-block";
import { MetricsSection } from "@/app/_charts/metrics-section";
import { JournalFoot } from "@/app/_frame/journal-foot";
import { RecordView } from "@/app/_recording/record-view";
import { articlePath } from "@/lib/catalog/article";
import { similarArticles } from "@/lib/catalog/articles";
import { sharedDb } from "@/lib/db/shared";

type Props = PageProps<"/[issn]/[volume]/[issue]/[page]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const article = await findArticle(params);
  return {
    title: article.title,
    alternates: { canonical: articlePath(article.journal.issn, article) },
    ...(article.abstract ? { description: article.abstract.slice(0, 300) } : {}),
  };
}

const RELATED_SHOWN = 6;
const MENU = [
  { id: "abstract", words: "Abstract" },
  { id: "keywords", words: "Keywords" },
  { id: "cite", words: "Share & Cite" },
  { id: "related", words: "Related Articles" },
  { id: "metrics-title", words: "Article Metrics" },
];

/** An article's page: what it is, where to read it, and how it is read. */
export default async function ArticlePage({ params, searchParams }: Props) {
  const article = await findArticle(params);
  const path = articlePath(article.journal.issn, article);
  const search = await searchParams;
  const similar = await similarArticles(sharedDb(), article.id, RELATED_SHOWN);
  const absent = [...(article.keywords.length > 0 ? [] : ["keywords"]), ...(similar.length > 0 ? [] : ["related"])];
  const menu = MENU.filter(({ id }) => !absent.includes(id));
  return (
    <>
      <MachineTags article={article} />
      <article>
        <TitleBlock article={article}>
          <FileLinks article={article} />
        </TitleBlock>
        <ArticleMenu entries={menu} folded />
        <div className={styles.body}>
          <div>
            <section className={styles.section} aria-labelledby="abstract">
              <h2 id="abstract">Abstract</h2>
              {article.abstract ? (
                <Abstract text={article.abstract} />
              ) : (
                <p className={styles.absent}>No abstract on record.</p>
              )}
            </section>
            <Keywords keywords={article.keywords} />
            <Licence article={article} />
            <ShareAndCite article={article} />
            <RelatedArticles similar={similar} />
            <MetricsSection article={article} path={path} search={search} />
            <p className={styles.top}>
              <a href="#content">Return to top</a>
            </p>
          </div>
          <aside>
            <div className={styles.beside}>
              <ArticleMenu entries={menu} />
              <ExportLinks article={article} />
              <Neighbours db={sharedDb()} article={article} />
            </div>
          </aside>
        </div>
      </article>
      <JournalFoot journal={article.journal} />
      <RecordView doi={article.doi} action="abstract" again={await isOwnView(path, search)} />
    </>
  );
}

/** True when the page is asked for by one of the chart's own links: only the view of the chart is new. */
async function isOwnView(path: string, search: object): Promise<boolean> {
  const referer = (await headers()).get("referer");
  return Object.keys(search).length > 0 && URL.canParse(referer ?? "") && new URL(referer ?? "").pathname === path;
}
