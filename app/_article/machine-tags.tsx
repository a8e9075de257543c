import { languageOfText } from "@/app/_jats/language";
import { readText } from "@/app/_jats/read-text";
import type { Article } from "@/lib/catalog/article";
import type { JatsDocument } from "@/lib/catalog/jats/document";
import { inPage, scholarlyArticle } from "@/lib/catalog/machine/json-ld";
import { dublinCoreTags, highwireTags, type MetaTag } from "@/lib/catalog/machine/meta-tags";
import { referenceTags, referenceTagsOfDois } from "@/lib/catalog/machine/reference-tags";
import { referenceRows } from "@/lib/catalog/sql/relations";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";
import { datedCounts } from "@/lib/usage/dated-counts";

/** What programs read of an article's page: Highwire's tags, Dublin Core, and schema.org, with its usage where the journal shows it. */
export async function MachineTags({ article }: { article: Article }) {
  const site = siteUrl(readEnv());
  const text = await readText(article);
  const language = languageOfText(text);
  const [usage, references] = await Promise.all([
    datedCounts(sharedDb(), article, new Date()),
    referencesOf(article, text),
  ]);
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
