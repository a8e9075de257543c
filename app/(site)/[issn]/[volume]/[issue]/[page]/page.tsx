import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { Abstract } from "@/app/_article/abstract";
import styles from "@/app/_article/article.module.css";
import { ArticleMenu } from "@/app/_article/article-menu";
import { Colophon } from "@/app/_article/colophon";
import { FileLinks } from "@/app/_article/file-links";
import { findArticle } from "@/app/_article/find-article";
import { findSettings } from "@/app/_article/find-settings";
import { Keywords } from "@/app/_article/keywords";
import { Licence } from "@/app/_article/licence";
import { MachineTags } from "@/app/_article/machine-tags";
import { Neighbours } from "@/app/_article/neighbours";
import { RelatedArticles } from "@/app/_article/related-articles";
import { ExportLinks, ShareAndCite } from "@/app/_article/share-cite";
import { TitleBlock } from "@/app/_article/title-block";
import { MetricsSection } from "@/app/_charts/metrics-section";
import { oembedAddress } from "@/app/_elsewhere/addresses";
import { attachedFiles } from "@/app/_figures/attached";
import { FigureSection, shownFigures } from "@/app/_figures/figure-section";
import { FigureViewer } from "@/app/_figures/figure-viewer";
import { SupplementSection } from "@/app/_figures/supplement-section";
import { JournalFoot } from "@/app/_frame/journal-foot";
import { languageOfText } from "@/app/_jats/language";
import { readText } from "@/app/_jats/read-text";
import { RecordView } from "@/app/_recording/record-view";
import { articlePath } from "@/lib/catalog/article";
import { similarArticles } from "@/lib/catalog/articles";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";

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
  { id: "figures", words: "Figures" },
  { id: "supplements", words: "Supplementary Materials" },
  { id: "cite", words: "Share & Cite" },
  { id: "related", words: "Related Articles" },
  { id: "metrics-title", words: "Article Metrics" },
];

/** An article's page: what it is, where to read it, and how it is read. */
export default async function ArticlePage({ params, searchParams }: Props) {
  const article = await findArticle(params);
  const path = articlePath(article.journal.issn, article);
  const search = await searchParams;
  const settings = await findSettings(article.journal.id);
  const site = siteUrl(readEnv());
  const similar = await similarArticles(sharedDb(), article.id, RELATED_SHOWN);
  const attached = article.files.filter(({ kind }) => kind === "figure" || kind === "supplement");
  const text = await readText(article);
  const lang = languageOfText(text);
  const reading = text && { document: text, level: 3, files: attachedFiles(article), textAt: `${path}/htm` };
  const files = attachedFiles(article);
  const there = new Map([
    ["keywords", article.keywords.length > 0],
    ["figures", shownFigures(text, files).length > 0],
    ["supplements", attached.some(({ kind }) => kind === "supplement")],
    ["related", similar.length > 0],
    ["metrics-title", settings.showUsage],
  ]);
  const menu = MENU.filter(({ id }) => there.get(id) ?? true);
  return (
    <>
      {settings.embeds && (
        <link
          rel="alternate"
          type="application/json+oembed"
          title={`Usage of ${article.title}`}
          href={oembedAddress(site, `${site}${path}`)}
        />
      )}
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
                <Abstract text={article.abstract} {...(reading ? { reading } : {})}>
                  <Link href={`${path}/htm`} prefetch={false} className={styles.view}>
                    View Full-Text
                  </Link>
                </Abstract>
              ) : (
                <p className={styles.absent}>No abstract on record.</p>
              )}
            </section>
            <Keywords keywords={article.keywords} lang={lang} />
            {text && there.get("figures") && <FigureSection document={text} files={files} textAt={`${path}/htm`} />}
            <SupplementSection article={article} document={text} />
            <Licence article={article} />
            <ShareAndCite article={article} />
            <RelatedArticles similar={similar} />
            {settings.showUsage && <MetricsSection article={article} path={path} search={search} shows={settings} />}
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
        <Colophon path={path} />
      </article>
      {there.get("figures") && <FigureViewer doi={article.doi} />}
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
