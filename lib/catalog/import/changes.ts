import type { Author } from "../article";
import type { StatedAuthor } from "../correspondence";
import type { ArticleEntry } from "../entry";
import type { Change } from "./candidate";

const FACTS = [
  "title",
  "titleMarkup",
  "type",
  "volume",
  "issue",
  "firstPage",
  "lastPage",
  "year",
  "published",
  "received",
  "revised",
  "accepted",
  "specialIssue",
  "specialIssueClosed",
  "articleVersion",
  "abstract",
  "license",
  "licenseUrl",
  "hasText",
] as const;
const SHOWN = 120;

/** The facts in which two states of an article differ, in words. */
export function changesOf(known: ArticleEntry, entry: ArticleEntry): Change[] {
  const facts: [field: string, before: string, after: string][] = FACTS.map((field) => [
    field,
    String(known[field] ?? ""),
    String(entry[field] ?? ""),
  ]);
  facts.push(["keywords", known.keywords.join("; "), entry.keywords.join("; ")]);
  facts.push(["affiliations", known.affiliations.join("; "), entry.affiliations.join("; ")]);
  facts.push(["references", citedWords(known), citedWords(entry)]);
  facts.push(["relations", relationWords(known), relationWords(entry)]);
  facts.push(["authors", peopleOf(known.authors), peopleOf(entry.authors)]);
  const [addressesBefore, addressesAfter] = [addressesOf(known.authors), addressesOf(entry.authors)];
  if (addressesBefore !== addressesAfter)
    facts.push([ADDRESSES, countWords(addressesBefore), `${countWords(addressesAfter)}, changed`]);
  facts.push(["access", accessWords(known), accessWords(entry)]);
  return facts
    .filter(([, before, after]) => before !== after)
    .map(([field, before, after]) => {
      const from = firstDifference(before, after);
      return { field, before: cut(before, from), after: cut(after, from) };
    });
}

/** A long text is shown around the place where it differs. */
function cut(text: string, difference: number): string {
  if (text.length <= SHOWN) return text;
  const from = Math.max(0, Math.min(difference - SHOWN / 4, text.length - SHOWN));
  return `${from > 0 ? "…" : ""}${text.slice(from, from + SHOWN)}${from + SHOWN < text.length ? "…" : ""}`;
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

/** Addresses of corresponding authors, which are told of by their number alone. */
export const ADDRESSES = "authorAddresses";
const addressesOf = (authors: readonly StatedAuthor[]): string => authors.map(({ email }) => email ?? "").join("\n");
const countWords = (addresses: string): string => String(addresses.split("\n").filter(Boolean).length);

const citedWords = ({ references = [] }: ArticleEntry): string =>
  references
    .map((doi) => doi.toLowerCase())
    .sort()
    .join("; ");

const relationWords = ({ relations = [] }: ArticleEntry): string =>
  relations
    .map(({ kind, doi }) => `${kind} ${doi.toLowerCase()}`)
    .sort()
    .join("; ");

const accessWords = ({ accessTypes }: ArticleEntry): string =>
  accessTypes.map(({ since, accessType }) => `${accessType} since ${since}`).join("; ");

const peopleOf = (authors: readonly Author[]): string =>
  authors
    .map(({ given, family, orcid, corresponding, affiliations }) =>
      [given, family, orcid, corresponding ? "*" : "", affiliations.join(",")].filter(Boolean).join(" "),
    )
    .join("; ");
