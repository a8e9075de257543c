import { dayOf } from "@/lib/calendar/day";
import type { Article } from "@/lib/catalog/article";
import { type DatedCount, inPage, scholarlyArticle } from "@/lib/catalog/machine/json-ld";
import { dublinCoreTags, highwireTags } from "@/lib/catalog/machine/meta-tags";
import { faultReason } from "@/lib/db/faults";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";
import { articleUsage } from "@/lib/usage/article-usage";

/** What programs read of an article's page: Highwire's tags, Dublin Core, and schema.org, with its usage where the journal shows it. */
export async function MachineTags({ article, withUsage }: { article: Article; withUsage: boolean }) {
  const site = siteUrl(readEnv());
  const usage = withUsage ? await datedCounts(article) : [];
  return (
    <>
      <link rel="schema.DC" href="http://purl.org/dc/elements/1.1/" />
      {[...highwireTags(article, site), ...dublinCoreTags(article, site)].map(([name, content], i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: tags have a fixed order and repeat their names
        <meta key={i} name={name} content={content} />
      ))}
      <script
        type="application/ld+json"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON in which nothing can end the element
        dangerouslySetInnerHTML={{ __html: inPage(scholarlyArticle(article, site, usage)) }}
      />
    </>
  );
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
