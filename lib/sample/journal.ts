import type { Author } from "@/lib/catalog/article";
import type { ArticleEntry, JournalEntry } from "@/lib/catalog/entry";
import facts from "./articles.json";

/** A real journal with real bibliographic facts; only its usage is simulated. */
export const SAMPLE_JOURNAL: JournalEntry = {
  issn: "2077-0383",
  title: "Journal of Clinical Medicine",
  abbreviation: "J. Clin. Med.",
  publisher: "MDPI AG",
  sample: true,
};

/** The article the sample is built around. */
export const CENTRE_DOI = "10.3390/jcm2040302";

type Fact = Omit<ArticleEntry, "keywords" | "authors" | "affiliations" | "accessTypes"> &
  Partial<Pick<ArticleEntry, "keywords" | "affiliations">> & { authors?: { given?: string; family: string }[] };

/** The sample's articles. What is not on record of an article is left out, never made up. */
export function sampleArticles(): ArticleEntry[] {
  return (facts as Fact[]).map(({ authors = [], affiliations = [], keywords = [], ...fact }) => ({
    ...fact,
    keywords,
    affiliations,
    authors: authors.map(({ given, family }): Author => {
      // One affiliation on record is everybody's; of several nobody could say whose is whose.
      const marks = affiliations.length === 1 ? [1] : [];
      return { given: given ?? null, family, orcid: null, corresponding: false, affiliations: marks };
    }),
    accessTypes: [{ since: fact.published ?? `${fact.year}-01-01`, accessType: "Open" }],
  }));
}
