import type { DatedAccessType } from "../access-type";
import { ACCESS_TYPE_NAMES } from "../access-type";
import type { Article } from "../article";
import type { StatedAuthor } from "../correspondence";
import type { ArticleEntry } from "../entry";
import { writtenAuthor } from "../import/written-author";

/** What the form asks for, in its order. Everything is text, as it was typed. */
export const FIELDS = [
  "doi",
  "title",
  "type",
  "authors",
  "affiliations",
  "volume",
  "issue",
  "firstPage",
  "lastPage",
  "year",
  "received",
  "revised",
  "accepted",
  "published",
  "specialIssue",
  "abstract",
  "keywords",
  "licence",
  "access",
  "relations",
  "version",
  "note",
] as const;
export type Field = (typeof FIELDS)[number];
export type Fields = Record<Field, string>;

/** What the form shows for an article that is not there yet. */
export const emptyFields = (day: string): Fields => ({
  ...(Object.fromEntries(FIELDS.map((field) => [field, ""])) as Fields),
  access: `Open since ${day}`,
});

/** Fields of stored or sent text; what is none of ours is left out, what is missing is empty. */
export const fieldsFrom = (text: (field: Field) => string | null | undefined): Fields =>
  Object.fromEntries(FIELDS.map((field) => [field, text(field)?.replaceAll("\r\n", "\n") ?? ""])) as Fields;

/** An article as the form shows it. What the form makes of it again is the same article. */
export function fieldsOf(
  article: Omit<Article, "authors"> & { authors: readonly StatedAuthor[] },
  access: readonly DatedAccessType[],
  relations: NonNullable<ArticleEntry["relations"]>,
): Fields {
  return {
    doi: article.doi,
    title: article.titleMarkup ?? article.title,
    type: article.type ?? "",
    authors: article.authors.map(writtenAuthor).join("\n"),
    affiliations: article.affiliations.map((name) => name.replace(/\s+/g, " ")).join("\n"),
    volume: article.volume,
    issue: article.issue,
    firstPage: article.firstPage,
    lastPage: article.lastPage ?? "",
    year: String(article.year),
    received: article.received ?? "",
    revised: article.revised ?? "",
    accepted: article.accepted ?? "",
    published: article.published ?? "",
    specialIssue: article.specialIssue?.title ?? "",
    abstract: article.abstract ?? "",
    keywords: article.keywords.join("\n"),
    licence: article.licenseUrl ?? article.license ?? "",
    access: access.map(({ since, accessType }) => `${ACCESS_TYPE_NAMES[accessType]} since ${since}`).join("\n"),
    relations: relations.map(({ kind, doi }) => `${kind} ${doi}`).join("\n"),
    version: "",
    note: "",
  };
}
