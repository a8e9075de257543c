import { languageOfText } from "@/app/_jats/language";
import { readText } from "@/app/_jats/read-text";
import { dayOf } from "@/lib/calendar/day";
import type { Article } from "@/lib/catalog/article";
import type { JatsDocument } from "@/lib/catalog/jats/document";
import { type DatedCount, inPage, scholarlyArticle } from "@/lib/catalog/machine/json-ld";
import { dublinCoreTags, highwireTags, type MetaTag } from "@/lib/catalog/machine/meta-tags";
import { referenceTags, referenceTagsOfDois } from "@/lib/catalog/machine/reference-tags";
import { referenceRows } from "@/lib/catalog/sql/relations";
import { faultReason } from "@/lib/db/faults";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";
import { articleUsage } from "@/lib/usage/article-usage";

/** What programs read of an article's page: Highwire's tags, Dublin Core, and schema.org with its usage. */
export async function MachineTags({ article }: { article: Article }) {
  const site = siteUrl(readEnv());
  const text = await readText(article);
  const language = languageOfText(text);
  const [usage, references] = await Promise.all([datedCounts(article), referencesOf(article, text)]);
  const tags = [...highwireTags(article, site, language), ...references, ...dublinCoreTags(article, site, language)];
  return (
    <>
      <link rel="schema.DC" href="http://purl.org/dc/elements/1.1/" />
      {tags.map(([name, content], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tags have a fixed order and repeat their names
        <meta key={i} name={name} content={content} />
      ))}
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in which nothing can end the element
        dangerouslySetInnerHTML={{ __html: inPage(scholarlyArticle(article, site, { usage, language })) }}
      />
    </>
  );
}

/** What it cites, by its text; where that is not at hand, by the DOIs on record. */
async function referencesOf(article: Article, text: JatsDocument | undefined): Promise<MetaTag[]> {
  return text ? referenceTags(text) : referenceTagsOfDois(await referenceRows(sharedDb(), article.id));
}

/** All usage on record. The page stands without it. */
async function datedCounts(article: Article): Promise<DatedCount[]> {
  const now = new Date();
  try {
    const usage = await articleUsage(
      sharedDb(),
      article.id,
      { from: undefined, to: dayOf(now), interval: "year" },
      now,
    );
    const { recordedSince, countedThrough, methodVersion, totals } = usage;
    if (recordedSince === null || countedThrough === null) return [];
    const dated = { from: recordedSince, through: countedThrough, method: methodVersion };
    return [
      { action: "ViewAction", count: totals.abstractViews, ...dated },
      { action: "ReadAction", count: totals.fullTextViews, ...dated },
      { action: "DownloadAction", count: totals.pdfDownloads, ...dated },
    ];
  } catch (fault) {
    console.error(`The figures of ${article.doi} could not be read: ${faultReason(fault)}`);
    return [];
  }
}
