import type { RelationKind } from "@/lib/db/schema/catalogue";
import type { Author } from "../article";
import { parseArticleVersion } from "../article-version";
import { parseDoi } from "../doi";
import type { ArticleEntry, JournalEntry } from "../entry";
import { isIssn } from "../issn";
import { licenceName } from "../licence";
import { citedIn } from "./cited";
import { abstractWords, markedTitle, titleWords } from "./prose";
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
  const { authors, affiliations } = peopleOf(meta);
  const firstPage = textOf(childOf(meta, "fpage")) || textOf(childOf(meta, "elocation-id"));
  const lastPage = textOf(childOf(meta, "lpage"));
  const licence = licenceOf(meta);
  const title = childOf(meta, "title-group", "article-title");
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
    ...given("revised", historyOf(meta, "rev-recd") ?? historyOf(meta, "revised")),
    ...given("accepted", historyOf(meta, "accepted")),
    ...given("published", published?.day),
    ...given("abstract", abstractOf(meta)),
    keywords: [...new Set(within(meta, "kwd").map((kwd) => textOf(kwd)))].filter((keyword) => keyword !== ""),
    authors,
    affiliations,
    ...licence,
    hasText: textOf(childOf(root, "body")) !== "",
    ...(references.length > 0 ? { references } : {}),
    ...(relations.length > 0 ? { relations } : {}),
    accessTypes: [{ since: "1900-01-01", accessType: licence.license === undefined ? "Controlled" : "Open" }],
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

/** As the journal heads its articles; else the kind that JATS knows it by. */
function typeOf(root: XmlElement, meta: XmlElement): string | undefined {
  const groups = childrenOf(childOf(meta, "article-categories"), "subj-group");
  const heading = groups.find((group) => group.attributes["subj-group-type"] === "heading");
  const kind = root.attributes["article-type"]?.replaceAll("-", " ");
  return textOf(childOf(heading, "subject")) || (kind && `${kind[0]?.toUpperCase()}${kind.slice(1)}`);
}

interface JatsDate {
  year: string;
  /** `yyyy-mm-dd`, when the day is known. */
  day?: string;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

function dateOf(element: XmlElement | undefined): JatsDate | undefined {
  const year = textOf(childOf(element, "year"));
  if (!/^\d{4}$/.test(year)) return undefined;
  const said = textOf(childOf(element, "month"));
  const month = /^\d+$/.test(said) ? Number(said) : MONTHS.indexOf(said.slice(0, 3).toLowerCase()) + 1;
  const day = Number(textOf(childOf(element, "day")));
  const date = new Date(Date.UTC(Number(year), month - 1, day));
  const real = month > 0 && day > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return { year, ...(real ? { day: date.toISOString().slice(0, 10) } : {}) };
}

/** The day it went online: that is the Version of Record. Else whatever date there is, one with a day first. */
function publishedOf(meta: XmlElement): JatsDate | undefined {
  const dates = childrenOf(meta, "pub-date").map((element) => {
    const { "pub-type": type = "", "date-type": kind = "", "publication-format": format = "" } = element.attributes;
    return {
      online: /^e-?pub$/.test(type) || (/^(?:pub|epub)$/.test(kind) && format !== "print"),
      date: dateOf(element),
    };
  });
  const known = dates.filter(({ date }) => date !== undefined);
  const best = known.find(({ online, date }) => online && date?.day) ?? known.find(({ date }) => date?.day) ?? known[0];
  return best?.date;
}

const historyOf = (meta: XmlElement, type: string): string | undefined =>
  dateOf(childrenOf(childOf(meta, "history"), "date").find((date) => date.attributes["date-type"] === type))?.day;

function peopleOf(meta: XmlElement): Pick<ArticleEntry, "authors" | "affiliations"> {
  const affiliations: string[] = [];
  const position = (text: string): number[] => {
    if (text === "") return [];
    if (!affiliations.includes(text)) affiliations.push(text);
    return [affiliations.indexOf(text) + 1];
  };
  const byId = new Map(within(meta, "aff").map((aff) => [aff.attributes.id ?? "", textOf(aff, ["label", "sup"])]));
  const contributors = childrenOf(meta, "contrib-group").flatMap((group) =>
    childrenOf(group, "contrib").filter((contrib) => (contrib.attributes["contrib-type"] ?? "author") === "author"),
  );
  const authors = contributors.flatMap((contrib): Author[] => {
    const name = nameOf(contrib);
    if (!name) return [];
    const ids = childrenOf(contrib, "xref").filter((xref) => xref.attributes["ref-type"] === "aff");
    const said = ids.flatMap((xref) => (xref.attributes.rid ?? "").split(/\s+/).map((id) => byId.get(id) ?? ""));
    const own = childrenOf(contrib, "aff").map((aff) => textOf(aff, ["label", "sup"]));
    const marked = childrenOf(contrib, "xref").some((xref) => xref.attributes["ref-type"] === "corresp");
    return [
      {
        ...name,
        orcid: orcidOf(contrib),
        corresponding: contrib.attributes.corresp === "yes" || marked,
        affiliations: [...new Set([...said, ...own].flatMap(position))],
      },
    ];
  });
  // One affiliation that nobody is tied to is everybody's.
  if (affiliations.length === 0 && byId.size === 1) {
    const [only = ""] = byId.values();
    for (const author of authors) author.affiliations = position(only);
  }
  return { authors, affiliations };
}

function nameOf(contrib: XmlElement): Pick<Author, "given" | "family"> | undefined {
  const name = childOf(contrib, "name") ?? childOf(contrib, "name-alternatives", "name");
  if (name) {
    const suffix = textOf(childOf(name, "suffix"));
    const family = [textOf(childOf(name, "prefix")), textOf(childOf(name, "surname")), suffix]
      .filter(Boolean)
      .join(" ");
    const given = textOf(childOf(name, "given-names"));
    if (family) return { family, given: given || null };
    return given ? { family: given, given: null } : undefined;
  }
  const whole =
    textOf(childOf(contrib, "collab"), ["contrib-group", "xref"]) || textOf(childOf(contrib, "string-name"));
  return whole ? { family: whole, given: null } : undefined;
}

const orcidOf = (contrib: XmlElement): string | null => {
  const ids = [...childrenOf(contrib, "contrib-id"), ...childrenOf(contrib, "uri")].map((id) => textOf(id));
  return ids.map((id) => /\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/.exec(id)?.[0]).find((id) => id !== undefined) ?? null;
};

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

/** The abstract that is one: not the graphical one, nor that for the press. */
function abstractOf(meta: XmlElement): string | undefined {
  const abstract = childrenOf(meta, "abstract").find((one) => one.attributes["abstract-type"] === undefined);
  return abstract && abstractWords(abstract);
}
