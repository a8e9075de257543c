import type { Author } from "../article";
import { type Cited, doiUrl, initialsOf, invertedName, isNumbered, pagesOf, plainName, suffixOf } from "./cited";

/** A piece of a reference: plain, or set in italics or bold. */
export type Run = string | { italic: string } | { bold: string };

export interface CitationStyle {
  id: string;
  name: string;
  cite: (article: Cited) => Run[];
}

/** The reference as plain text. */
export const plainText = (runs: readonly Run[]): string =>
  runs.map((run) => (typeof run === "string" ? run : "italic" in run ? run.italic : run.bold)).join("");

/** The styles an article page offers, the journal's own first. Titles keep their capitals: no program knows which are names. */
export const CITATION_STYLES: readonly CitationStyle[] = [
  { id: "mdpi", name: "MDPI and ACS Style", cite: mdpi },
  { id: "ama", name: "AMA Style", cite: ama },
  { id: "apa", name: "APA Style", cite: apa },
  { id: "chicago", name: "Chicago Style", cite: chicago },
  { id: "mla", name: "MLA Style", cite: mla },
  { id: "vancouver", name: "Vancouver Style", cite: vancouver },
];

/** A sentence ends once, whatever its last character is. */
const ended = (text: string): string => (/[.?!…。？！]["”’)]?$/u.test(text.trim()) ? text.trim() : `${text.trim()}.`);
const title = (article: Cited): string => article.title.replace(/\s+/g, " ").trim();

/** `Bollini, S.; Gentili, C. Title. J. Clin. Med. 2013, 2, 302-327.`; of more than ten authors the first ten and "et al." (ACS Guide). */
function mdpi(article: Cited): Run[] {
  const names = article.authors.map((author) => initialled(author, ""));
  const shown = names.length > 10 ? [...names.slice(0, 10), "et al."] : names;
  return [
    shown.length > 0 ? `${ended(shown.join("; "))} ` : "",
    `${ended(title(article))} `,
    { italic: article.journal.abbreviation },
    " ",
    { bold: String(article.year) },
    ", ",
    { italic: article.volume },
    `, ${pagesOf(article)}.`,
  ];
}

/** "King, M.L., Jr.": family, initials with `space` between, generation. */
function initialled(author: Author, space: string): string {
  const { suffix, rest } = suffixOf(author);
  const initials = initialsOf(author.given, { dot: ".", hyphen: "-", space });
  return [rest, initials, suffix.replace(/^([JS]r)$/, "$1.")].filter(Boolean).join(", ");
}

/** "Bollini S", "King ML Jr": family, bare initials and generation, as medicine writes them. */
const medicalName = (author: Author): string => {
  const { suffix, rest } = suffixOf(author);
  const initials = initialsOf(author.given, { dot: "", hyphen: "", space: "" });
  return [rest, initials, suffix.replace(/\.$/, "")].filter(Boolean).join(" ");
};
const withoutDots = (abbreviation: string): string => abbreviation.replaceAll(".", "");

/** American Medical Association, 11th edition: six authors, or three and "et al". */
function ama(article: Cited): Run[] {
  const names = article.authors.map(medicalName);
  const shown = names.length > 6 ? [...names.slice(0, 3), "et al"] : names;
  return [
    names.length > 0 ? `${ended(shown.join(", "))} ` : "",
    `${ended(title(article))} `,
    { italic: withoutDots(article.journal.abbreviation) },
    `. ${article.year};${article.volume}(${article.issue}):${pagesOf(article)}. doi:${article.doi}`,
  ];
}

/** American Psychological Association, 7th edition: twenty authors, or nineteen and the last. */
function apa(article: Cited): Run[] {
  const names = article.authors.map((author) => initialled(author, " "));
  const last = names.at(-1) ?? "";
  const people =
    names.length > 20
      ? `${names.slice(0, 19).join(", ")}, . . . ${last}`
      : names.length > 1
        ? `${names.slice(0, -1).join(", ")}, & ${last}`
        : last;
  const pages = isNumbered(article) ? `Article ${article.firstPage}` : pagesOf(article, "–");
  const where: Run[] = [
    { italic: article.journal.title },
    ", ",
    { italic: article.volume },
    `(${article.issue}), ${pages}. ${doiUrl(article.doi)}`,
  ];
  return names.length > 0
    ? [`${ended(people)} (${article.year}). ${ended(title(article))} `, ...where]
    : [`${ended(title(article))} (${article.year}). `, ...where];
}

/** Chicago Manual of Style, 17th edition, author-date: ten authors, or seven and "et al." */
function chicago(article: Cited): Run[] {
  const [first, ...others] = article.authors;
  let people = first ? invertedName(first) : "";
  if (others.length > 9) people += `, ${others.slice(0, 6).map(plainName).join(", ")}, et al.`;
  else if (others.length > 0) {
    const last = others.at(-1);
    people += `, ${[...others.slice(0, -1).map(plainName), `and ${last ? plainName(last) : ""}`].join(", ")}`;
  }
  const where: Run[] = [
    { italic: article.journal.title },
    ` ${article.volume} (${article.issue}): ${shortened(article, "–", chicagoLast)}. ${doiUrl(article.doi)}.`,
  ];
  return first
    ? [`${ended(people)} ${article.year}. “${ended(title(article))}” `, ...where]
    : [`“${ended(title(article))}” ${article.year}. `, ...where];
}

/** Modern Language Association, 9th edition: two authors, or the first and "et al." */
function mla(article: Cited): Run[] {
  const [first, second, ...others] = article.authors;
  let people = first ? invertedName(first) : "";
  if (others.length > 0) people += ", et al.";
  else if (second) people += `, and ${plainName(second)}`;
  const pages = isNumbered(article)
    ? `article ${article.firstPage}`
    : `${article.firstPage === article.lastPage ? "p." : "pp."} ${shortened(article, "-", mlaLast)}`;
  return [
    `${first ? `${ended(people)} ` : ""}“${ended(title(article))}” `,
    { italic: article.journal.title },
    `, vol. ${article.volume}, no. ${article.issue}, ${article.year}, ${pages}, ${doiUrl(article.doi)}.`,
  ];
}

/** The Vancouver style of the National Library of Medicine: six authors, or six and "et al." */
function vancouver(article: Cited): Run[] {
  const names = article.authors.map(medicalName);
  const shown = names.length > 6 ? [...names.slice(0, 6), "et al"] : names;
  const pages = shortened(article, "-", vancouverLast);
  return [
    names.length > 0 ? `${ended(shown.join(", "))} ` : "",
    `${ended(title(article))} ${withoutDots(article.journal.abbreviation)}. `,
    `${article.year};${article.volume}(${article.issue}):${pages}. doi: ${article.doi}.`,
  ];
}

/** The range of pages with a last page as short as the style wants it; what are no plain numbers stays whole. */
function shortened(article: Cited, dash: string, lastOf: (first: string, last: string) => string): string {
  const { firstPage: first, lastPage: last } = article;
  const plain = last && /^\d+$/.test(first) && /^\d+$/.test(last) && last.length === first.length && last > first;
  return plain ? `${first}${dash}${lastOf(first, last)}` : pagesOf(article, dash);
}

/** What of the last number differs from the first. */
function changed(first: string, last: string): string {
  let same = 0;
  while (first[same] === last[same]) same += 1;
  return last.slice(same);
}

/** 302–27, 101–8, 100–104, 71–72, 1087–89: CMOS 9.61. */
function chicagoLast(first: string, last: string): string {
  const number = Number(first);
  if (number < 100 || number % 100 === 0) return last;
  const difference = changed(first, last);
  return number % 100 < 10 ? difference : atLeastTwo(last, difference);
}

/** Two digits, or more where they are needed. */
const mlaLast = (first: string, last: string): string =>
  last.length < 3 ? last : atLeastTwo(last, changed(first, last));

const vancouverLast = changed;

const atLeastTwo = (last: string, difference: string): string => (difference.length < 2 ? last.slice(-2) : difference);
