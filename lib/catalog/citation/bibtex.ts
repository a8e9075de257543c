import type { Author } from "../article";
import { type Cited, doiUrl, pagesOf, suffixOf } from "./cited";

const SPECIAL: Record<string, string> = {
  "\\": "\\textbackslash{}",
  "{": "\\{",
  "}": "\\}",
  "&": "\\&",
  "%": "\\%",
  $: "\\$",
  "#": "\\#",
  _: "\\_",
  "~": "\\textasciitilde{}",
  "^": "\\textasciicircum{}",
};

/** Text that LaTeX prints as it is; letters beyond ASCII stay, as UTF-8. */
export const latexText = (text: string): string =>
  text.replace(/\s+/g, " ").replace(/[\\{}&%$#_~^]/g, (character) => SPECIAL[character] ?? character);

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** One `@article` entry in UTF-8. The title stands in two braces, so that no style changes its capitals. */
export function bibtex(article: Cited): string {
  const { journal, published } = article;
  const month = published && MONTHS[Number(published.slice(5, 7)) - 1];
  const fields: [name: string, value: string | undefined | null][] = [
    ["author", article.authors.map(nameField).join(" and ")],
    ["title", `{${latexText(article.title)}}`],
    ["journal", latexText(journal.title)],
    ["year", String(article.year)],
    ["volume", latexText(article.volume)],
    ["number", latexText(article.issue)],
    ["pages", latexText(pagesOf(article, "--"))],
    // Read as they stand, by every style that knows them.
    ["doi", braceless(article.doi)],
    ["url", braceless(doiUrl(article.doi))],
    ["issn", journal.issn],
    ["publisher", latexText(journal.publisher)],
    ["keywords", article.keywords.map(latexText).join(", ")],
    ["abstract", article.abstract && latexText(article.abstract)],
  ];
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},\n`);
  if (month) lines.splice(4, 0, `  month = ${month},\n`);
  return `@article{${keyOf(article)},\n${lines.join("")}}\n`;
}

/** The name in the DOI, of characters that every tool takes in a key. */
export const keyOf = ({ doi }: Pick<Cited, "doi">): string =>
  doi
    .slice(doi.indexOf("/") + 1)
    .normalize("NFKD")
    .replace(/[^A-Za-z0-9.:_-]+/g, "-")
    .replace(/^-+|-+$/g, "") || "article";

/** `Family, Given`, or `Family, Jr, Given`; a name of one part is kept whole by braces, as is one that would be taken for two. */
function nameField(author: Author): string {
  const { given } = author;
  const { suffix, rest: family } = suffixOf(author);
  const whole = (text: string) => (/\band\b|,/i.test(text) ? `{${latexText(text)}}` : latexText(text));
  return given ? [family, suffix, given].filter(Boolean).map(whole).join(", ") : `{${latexText(family)}}`;
}

const braceless = (text: string): string => text.replace(/[{}]/g, (brace) => encodeURIComponent(brace));
