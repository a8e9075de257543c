import { ACCESS_TYPE_CODES } from "@/lib/counter/attributes";
import { accessTypeOn } from "../access-type";
import type { Article, ArticleFile } from "../article";
import { withoutAddresses } from "../correspondence";
import type { ArticlePlan } from "../import/take";
import { slugOf } from "../slug";
import type { StoredPdf } from "./pdf";

/** A planned article as its pages would show it on a day. Its id is the article's own, or 0 when there is none yet. */
export function previewedArticle({ known, journal, entry }: ArticlePlan, pdf: StoredPdf | null, day: string): Article {
  const { specialIssue, accessTypes, relations: _relations, ...facts } = entry;
  const { printIssn = null, ...named } = journal;
  const access = accessTypes.map(({ since, accessType }) => ({ since, accessType: ACCESS_TYPE_CODES[accessType] }));
  const files = known?.files ?? [];
  return {
    ...{ type: null, titleMarkup: null, lastPage: null, abstract: null, license: null, licenseUrl: null },
    ...{ received: null, revised: null, accepted: null, published: null, hasText: false },
    ...facts,
    authors: withoutAddresses(facts.authors),
    id: known?.id ?? 0,
    journal: { id: known?.journal.id ?? 0, printIssn, ...named },
    specialIssue: specialIssue === undefined ? null : { slug: slugOf(specialIssue), title: specialIssue },
    accessType: accessTypeOn(day, access),
    files: pdf ? [...files.filter(({ kind }) => kind !== "pdf"), fileOf(pdf, day)] : files,
  };
}

const fileOf = ({ name, sha256, bytes }: StoredPdf, day: string): ArticleFile => ({
  ...{ kind: "pdf", name, sha256, bytes, mediaType: "application/pdf" },
  uploaded: new Date(`${day}T00:00:00Z`),
});
