import type { Author } from "../article";
import { type Cited, doiUrl, invertedName, isNumbered, pagesOf } from "./cited";

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
const nameOf = (author: Author): string => oneLine(invertedName(author));

/** RIS, the Research Information Systems format: one record, CRLF, no line break within a value. */
export function ris(article: Cited): string {
  const { journal, published } = article;
  const fields: [tag: string, value: string | undefined | null][] = [
    ["TY", "JOUR"],
    ...article.authors.map((author): [string, string] => ["AU", nameOf(author)]),
    ["TI", article.title],
    ["T2", journal.title],
    ["J2", journal.abbreviation],
    ["PY", String(article.year)],
    ["DA", published && `${published.replaceAll("-", "/")}/`],
    ["VL", article.volume],
    ["IS", article.issue],
    ["SP", article.firstPage],
    ["EP", isNumbered(article) ? undefined : article.lastPage],
    ["C7", isNumbered(article) ? article.firstPage : undefined],
    ["SN", journal.issn],
    ["PB", journal.publisher],
    ["DO", article.doi],
    ["UR", doiUrl(article.doi)],
    ...article.keywords.map((keyword): [string, string] => ["KW", keyword]),
    ["AB", article.abstract],
  ];
  const lines = fields.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${oneLine(value ?? "")}`);
  return `${[...lines, "ER  - "].join("\r\n")}\r\n`;
}

const MONTHS = "January February March April May June July August September October November December".split(" ");

/** EndNote's tagged format (`.enw`), which follows refer. */
export function enw(article: Cited): string {
  const { journal, published } = article;
  const [, month, day] = published?.split("-").map(Number) ?? [];
  const fields: [tag: string, value: string | undefined | null][] = [
    ["%0", "Journal Article"],
    // EndNote takes a name that ends in a comma as it stands.
    ...article.authors.map((author): [string, string] => ["%A", author.given ? nameOf(author) : `${nameOf(author)},`]),
    ["%T", article.title],
    ["%J", journal.title],
    ["%D", String(article.year)],
    ["%8", month === undefined ? undefined : `${MONTHS[month - 1]} ${day}`],
    ["%V", article.volume],
    ["%N", article.issue],
    ["%P", pagesOf(article)],
    ["%@", journal.issn],
    ["%I", journal.publisher],
    ["%R", article.doi],
    ["%U", doiUrl(article.doi)],
    ...article.keywords.map((keyword): [string, string] => ["%K", keyword]),
    ["%X", article.abstract],
  ];
  return `${fields
    .filter(([, value]) => value)
    .map(([tag, value]) => `${tag} ${oneLine(value ?? "")}`)
    .join("\r\n")}\r\n`;
}
