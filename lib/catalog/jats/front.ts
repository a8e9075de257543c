import { isDay } from "@/lib/calendar/day";
import type { RelationKind } from "@/lib/db/schema/catalogue";
import { parseArticleVersion } from "../article-version";
import { parseDoi } from "../doi";
import type { ArticleEntry, JournalEntry } from "../entry";
import { isIssn } from "../issn";
import { licenceName } from "../licence";
import { citedIn } from "./cited";
import { historyOf, publishedOf } from "./dates";
import { keywordsOf } from "./keywords";
import { peopleOf } from "./people";
import { abstractWords, markedTitle, ownAbstract, titleWords } from "./prose";
import { childOf, childrenOf, textOf, within, type XmlElement, XmlFault } from "./xml-tree";

/** What a JATS file says of its article and journal. */
export interface JatsFacts {
  journal: JournalEntry;
  article: ArticleEntry;
}

/** Reads the front of a JATS file, versions 2.3 to 1.3. Throws XmlFault naming what a citation cannot do without. */
export function frontOf(root: XmlElement): JatsFacts {
  if (root.name !== "article") throw new XmlFault(`is a <${root.name}> and no JATS article`);
  const meta = childOf(root, "front", "article-meta");
  if (!meta) throw new XmlFault("has no front matter");
  return { journal: journalOf(childOf(root, "front", "journal-meta")), article: articleOf(root, meta) };
}

const required = (what: string, text: string | undefined): string => {
  if (!text) throw new XmlFault(`has no ${what}`);
  return text;
};

/** Its parts stand in <journal-title-group> since version 3.0, and beside each other before. */
function journalOf(meta: XmlElement | undefined): JournalEntry {
  const issns = within(meta, "issn").map((issn) => ({
    kind: issn.attributes["pub-type"] ?? issn.attributes["publication-format"] ?? "",
    text: textOf(issn).toUpperCase(),
  }));
  const online = issns.find(({ kind }) => /^e|electronic|online/i.test(kind)) ?? issns[0];
  const print = issns.find(({ kind }) => /^p/i.test(kind));
  const issn = required("ISSN", online?.text);
  if (!isIssn(issn)) throw new XmlFault(`has the ISSN ${issn}, which is none`);
  const short = textOf(within(meta, "abbrev-journal-title")[0]) || ntaName(meta);
  const title = required("journal title", textOf(within(meta, "journal-title")[0]) || short);
  return {
    issn,
    ...(print && print.text !== issn && isIssn(print.text) ? { printIssn: print.text } : {}),
    title,
    abbreviation: short || title,
    publisher: textOf(childOf(meta, "publisher", "publisher-name")) || title,
    sample: false,
  };
}

const ntaName = (meta: XmlElement | undefined): string =>
  textOf(childrenOf(meta, "journal-id").find((id) => id.attributes["journal-id-type"] === "nlm-ta"));

function articleOf(root: XmlElement, meta: XmlElement): ArticleEntry {
  const doi = parseDoi(textOf(childrenOf(meta, "article-id").find((id) => id.attributes["pub-id-type"] === "doi")));
  const published = publishedOf(meta);
  const year = published?.year ?? "";
  const language = root.attributes["xml:lang"] ?? "en";
  const { authors, affiliations } = peopleOf(meta, language);
  const firstPage = textOf(childOf(meta, "fpage")) || textOf(childOf(meta, "elocation-id"));
  const lastPage = lastPageOf(firstPage, textOf(childOf(meta, "lpage")));
  const licence = licenceOf(meta);
  const titles = childOf(meta, "title-group");
  const title = withSubtitle(childOf(titles, "article-title"), childOf(titles, "subtitle"));
  const relations = relationsOf(meta);
  const references = citedIn(root);
  return {
    doi: required("DOI", doi),
    title: required("title", title && titleWords(title)),
    ...given("titleMarkup", markedTitle(title)),
    ...given("type", typeOf(root, meta)),
    ...versionOf(meta),
    volume: required("volume", textOf(childOf(meta, "volume"))),
    // Journals that publish as they go have volumes and no issues: each is its volume's only one.
    issue: textOf(childOf(meta, "issue")) || "1",
    firstPage: required("page and no article number", firstPage),
    ...given("lastPage", lastPage),
    year: Number(required("date of publication", year)),
    ...given("received", historyOf(meta, "received")),
    ...given("revised", historyOf(meta, "rev-recd", "revised")),
    ...given("accepted", historyOf(meta, "accepted")),
    ...given("published", published?.day),
    ...given("abstract", abstractOf(meta)),
    keywords: keywordsOf(meta, language),
    authors,
    affiliations,
    ...licence,
    hasText: textOf(childOf(root, "body")) !== "",
    ...(references.length > 0 ? { references } : {}),
    ...(relations.length > 0 ? { relations } : {}),
    accessTypes: [accessOf(meta, licence.license !== undefined)],
  };
}

/** In the terms of NISO JAV, however the file writes them; numbers and words of other vocabularies are none. */
function versionOf(meta: XmlElement): Pick<ArticleEntry, "articleVersion"> {
  const said = [
    ...childrenOf(meta, "article-version"),
    ...childrenOf(childOf(meta, "article-version-alternatives"), "article-version"),
  ];
  for (const element of said) {
    const { "vocab-term": term = "", "article-version-type": type = "" } = element.attributes;
    const articleVersion = [term, type, textOf(element)].map(parseArticleVersion).find((one) => one !== undefined);
    if (articleVersion) return { articleVersion };
  }
  return {};
}

const RELATIONS = new Map<string, RelationKind>([
  ["corrected-article", "corrects"],
  ["addended-article", "corrects"],
  ["updated-article", "corrects"],
  ["retracted-article", "retracts"],
  ["removed-article", "retracts"],
  ["withdrawn-article", "retracts"],
  ["object-of-concern", "concerns"],
  ["companion", "accompanies"],
  ["commentary-article", "accompanies"],
  ["commentary", "accompanies"],
  ["letter", "accompanies"],
]);

function relationsOf(meta: XmlElement): NonNullable<ArticleEntry["relations"]> {
  return childrenOf(meta, "related-article").flatMap(({ attributes }) => {
    const kind = RELATIONS.get(attributes["related-article-type"] ?? "");
    const doi = parseDoi((attributes["xlink:href"] ?? "").replace(/^info:doi\//, ""));
    return kind && doi ? [{ kind, doi }] : [];
  });
}

const given = <K extends string>(name: K, text: string | undefined) =>
  (text ? { [name]: text } : {}) as Partial<Record<K, string>>;

/** Title and subtitle are one title to who cites. */
function withSubtitle(title: XmlElement | undefined, subtitle: XmlElement | undefined): XmlElement | undefined {
  if (!title || textOf(subtitle) === "" || !subtitle) return title;
  const joint = /[?!:.]$/.test(titleWords(title)) ? " " : ": ";
  return { ...title, children: [...title.children, joint, ...subtitle.children] };
}

/** "45-9" is 45 to 49. */
const lastPageOf = (first: string, last: string): string =>
  /^\d+$/.test(first) && /^\d+$/.test(last) && last.length < first.length
    ? first.slice(0, first.length - last.length) + last
    : last;

/** As the journal heads its articles; else the kind that JATS knows it by. Some head by field, and by type below or on display. */
function typeOf(root: XmlElement, meta: XmlElement): string | undefined {
  const groups = childrenOf(childOf(meta, "article-categories"), "subj-group");
  const of = (type: string) => groups.find((group) => group.attributes["subj-group-type"] === type);
  const heading = of("heading");
  const subjects = [of("display-channel"), childOf(heading, "subj-group"), heading].map((group) =>
    textOf(childOf(group, "subject")),
  );
  const kind = root.attributes["article-type"]?.replaceAll("-", " ");
  return subjects.find((subject) => subject !== "") ?? (kind && `${kind[0]?.toUpperCase()}${kind.slice(1)}`);
}

/** By its address where it has one; a licence that is only described keeps its words when they name Creative Commons. */
function licenceOf(meta: XmlElement): { license?: string; licenseUrl?: string } {
  const licence = within(childOf(meta, "permissions"), "license")[0];
  if (!licence) return {};
  const addresses = [licence, ...within(licence, "ext-link"), ...within(licence, "license_ref")].map(
    (element) => element.attributes["xlink:href"] ?? (element.name === "license_ref" ? textOf(element) : undefined),
  );
  const url = addresses.find((address) => address !== undefined && licenceName(address) !== undefined);
  if (url) return { license: licenceName(url) ?? url, licenseUrl: url };
  const named = /Creative Commons [\w\s,-]*?(?:Licen[cs]e|Waiver|Dedication)|CC0/i.exec(textOf(licence))?.[0];
  return named ? { license: named.replace(/\s+/g, " ") } : {};
}

/** By its licence; one without that is marked as free to read is so from the day it says, unless that ends. */
function accessOf(meta: XmlElement, licensed: boolean): ArticleEntry["accessTypes"][number] {
  const [free] = within(childOf(meta, "permissions"), "free_to_read");
  const { start_date: start = "", end_date: end } = free?.attributes ?? {};
  const since = isDay(start) ? start : "1900-01-01";
  if (licensed || !free || end !== undefined)
    return { since: "1900-01-01", accessType: licensed ? "Open" : "Controlled" };
  return { since, accessType: "Free_To_Read" };
}

function abstractOf(meta: XmlElement): string | undefined {
  const abstract = ownAbstract(meta);
  return abstract && abstractWords(abstract);
}
