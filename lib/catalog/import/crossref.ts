import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { isDay } from "@/lib/calendar/day";
import type { RelationKind } from "@/lib/db/schema/catalogue";
import type { Author } from "../article";
import { parseDoi } from "../doi";
import type { ArticleEntry, JournalEntry } from "../entry";
import { isIssn } from "../issn";
import { abstractWords, markedTitle, titleWords } from "../jats/prose";
import { parseXml, type XmlElement, XmlFault } from "../jats/xml-tree";
import { licenceName } from "../licence";
import { ArticleImportError, type Candidate, type SourceFault } from "./candidate";
import { filesIn, type LocalFile } from "./folder";
import { pdfNamedFor } from "./named-for";

const texts = z.array(z.string()).optional();
const PartialDate = z.object({ "date-parts": z.array(z.array(z.number().nullable())).min(1) }).optional();

/** What we read of a work; records hold much more, and lack most of this. */
const Work = z.object({
  DOI: z.string({ error: "is missing" }),
  type: z.string().optional(),
  title: texts,
  "container-title": texts,
  "short-container-title": texts,
  publisher: z.string().optional(),
  ISSN: texts,
  "issn-type": z.array(z.object({ type: z.string(), value: z.string() })).optional(),
  volume: z.string().optional(),
  issue: z.string().optional(),
  page: z.string().optional(),
  "article-number": z.string().optional(),
  "published-online": PartialDate,
  "published-print": PartialDate,
  published: PartialDate,
  issued: PartialDate,
  abstract: z.string().optional(),
  subject: texts,
  license: z.array(z.object({ URL: z.string(), "content-version": z.string().optional() })).optional(),
  author: z
    .array(
      z.object({
        given: z.string().optional(),
        family: z.string().optional(),
        suffix: z.string().optional(),
        name: z.string().optional(),
        ORCID: z.string().optional(),
        affiliation: z.array(z.object({ name: z.string().optional() })).optional(),
      }),
    )
    .optional(),
  reference: z.array(z.object({ DOI: z.string().optional() })).optional(),
  "update-to": z.array(z.object({ DOI: z.string(), type: z.string().optional() })).optional(),
});
type Work = z.infer<typeof Work>;

/** The longest answer of the API, a thousand works with their references, has some 50 MB. */
const LONGEST_BYTES = 256 * 1024 * 1024;

/**
 * The articles of a file as Crossref's REST API gives them: one work, a page of them, or an array. A work at fault is told by its
 * place in the file and stops none of the others. What a record lacks is not stated: Crossref knows little that a catalogue does
 * not. Throws ArticleImportError when the file is none of these.
 */
export async function candidatesOfCrossref(
  file: string,
  folder = path.dirname(file),
): Promise<(Candidate | SourceFault)[]> {
  const { size } = await stat(file);
  if (size > LONGEST_BYTES) throw new ArticleImportError(`has ${size} bytes, and may have ${LONGEST_BYTES}`);
  const works = worksOf(await readFile(file));
  const atHand = await filesIn(folder);
  return works.map((work, i): Candidate | SourceFault => {
    const where = works.length > 1 ? `work ${i + 1}` : "the work";
    const parsed = Work.safeParse(work);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return { where, fault: issue ? `${issue.path.join(".") || "it"}: ${issue.message}` : "is no work" };
    }
    try {
      return { where, ...candidateOf(parsed.data, atHand) };
    } catch (wrong) {
      if (wrong instanceof ArticleImportError) return { where: `${where} (${parsed.data.DOI})`, fault: wrong.message };
      throw wrong;
    }
  });
}

function worksOf(bytes: Uint8Array): unknown[] {
  let answer: unknown;
  try {
    answer = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (fault) {
    throw new ArticleImportError(`is no JSON: ${fault instanceof Error ? fault.message : "it cannot be read"}`);
  }
  const held = isRecord(answer) && isRecord(answer.message) ? answer.message : answer;
  const works = isRecord(held) && Array.isArray(held.items) ? held.items : Array.isArray(held) ? held : [held];
  if (!works.some((work) => isRecord(work) && "DOI" in work))
    throw new ArticleImportError("holds no work of Crossref's REST API");
  return works;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function candidateOf(work: Work, atHand: LocalFile[]): Omit<Candidate, "where"> {
  const doi = parseDoi(work.DOI);
  if (!doi) throw new ArticleImportError("its DOI is none");
  if (work.type !== undefined && work.type !== "journal-article")
    throw new ArticleImportError(`is a ${work.type} and no journal article`);
  const pdf = pdfNamedFor(doi, atHand);
  return {
    journal: journalOf(work),
    article: { doi, ...factsOf(work) },
    whole: false,
    files: pdf ? [pdf] : [],
    missing: [],
  };
}

function journalOf(work: Work): Candidate["journal"] {
  const typed = (type: string) => work["issn-type"]?.find((issn) => issn.type === type)?.value.toUpperCase();
  const issn = typed("electronic") ?? work.ISSN?.[0]?.toUpperCase();
  if (!issn) throw new ArticleImportError("has no ISSN");
  if (!isIssn(issn)) throw new ArticleImportError(`has the ISSN ${issn}, which is none`);
  const print = typed("print");
  const said: Partial<JournalEntry> = without({
    printIssn: print && print !== issn && isIssn(print) ? print : undefined,
    title: plain(work["container-title"]?.[0]),
    abbreviation: plain(work["short-container-title"]?.[0]),
    publisher: work.publisher,
  });
  return { issn, ...said };
}

function factsOf(work: Work): Partial<ArticleEntry> {
  const title = elementOf("article-title", work.title?.[0]);
  const [firstPage, lastPage] = pagesOf(work);
  const dated = [work["published-online"], work.published, work.issued, work["published-print"]].map(dayOf);
  const published = dated.find((date) => date?.day) ?? dated.find((date) => date !== undefined);
  const { authors, affiliations } = peopleOf(work);
  const abstract = work.abstract && elementOf("abstract", work.abstract);
  const relations = (work["update-to"] ?? []).flatMap(({ DOI, type }) => {
    const doi = parseDoi(DOI);
    return doi ? [{ kind: relationOf(type), doi }] : [];
  });
  const references = [...new Set((work.reference ?? []).flatMap(({ DOI = "" }) => parseDoi(DOI) ?? []))];
  return without({
    title: title && titleWords(title),
    titleMarkup: markedTitle(title),
    volume: work.volume,
    issue: work.issue,
    firstPage,
    lastPage,
    year: published?.year,
    published: published?.day,
    abstract: abstract ? abstractWords(abstract) || undefined : undefined,
    authors: authors.length > 0 ? authors : undefined,
    affiliations: affiliations.length > 0 ? affiliations : undefined,
    ...licenceOf(work),
    references: references.length > 0 ? references : undefined,
    relations: relations.length > 0 ? relations : undefined,
  });
}

const pagesOf = (work: Work): [first: string | undefined, last: string | undefined] => {
  const [first = "", last = ""] = (work.page ?? "").split(/[-–—]/).map((page) => page.trim());
  return [first || work["article-number"], last || undefined];
};

function dayOf(date: Work["issued"]): { year: number; day?: string } | undefined {
  const [year, month, day] = date?.["date-parts"][0] ?? [];
  if (!year) return undefined;
  const two = (part: number) => String(part).padStart(2, "0");
  const written = month && day ? `${year}-${two(month)}-${two(day)}` : "";
  return { year, ...(isDay(written) ? { day: written } : {}) };
}

function peopleOf(work: Work): { authors: Author[]; affiliations: string[] } {
  const affiliations: string[] = [];
  const authors = (work.author ?? []).flatMap(({ given, family, suffix, name, ORCID, affiliation = [] }): Author[] => {
    const last = [family ?? name ?? given, suffix].filter(Boolean).join(" ").trim();
    if (!last) return [];
    const positions = affiliation.flatMap(({ name: at = "" }) => {
      const said = at.trim();
      if (said === "") return [];
      if (!affiliations.includes(said)) affiliations.push(said);
      return [affiliations.indexOf(said) + 1];
    });
    const orcid = /\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/.exec(ORCID ?? "")?.[0] ?? null;
    return [
      {
        given: family ? (given ?? null) : null,
        family: last,
        orcid,
        corresponding: false,
        affiliations: [...new Set(positions)],
      },
    ];
  });
  return { authors, affiliations };
}

/** That of the version of record, where it says which is whose. */
function licenceOf(work: Work): Pick<Partial<ArticleEntry>, "license" | "licenseUrl"> {
  const named = (work.license ?? []).filter(({ URL }) => licenceName(URL) !== undefined);
  const best = named.find((licence) => licence["content-version"] === "vor") ?? named[0];
  const license = best && licenceName(best.URL);
  return best && license ? { license, licenseUrl: best.URL } : {};
}

const relationOf = (type = ""): RelationKind =>
  /retract|withdraw|remov/i.test(type) ? "retracts" : /concern/i.test(type) ? "concerns" : "corrects";

/** A text that may hold marks; what is no XML is words, with the signs that XML would not take. */
function elementOf(name: string, text: string | undefined): XmlElement | undefined {
  if (!text) return undefined;
  const bound = text.replace(/<(\/?)[A-Za-z]+:/g, "<$1");
  try {
    return parseXml(Buffer.from(`<${name}>${bound}</${name}>`));
  } catch (fault) {
    if (!(fault instanceof XmlFault)) throw fault;
    const words = text.replace(
      /&(amp|lt|gt);/g,
      (_, sign: "amp" | "lt" | "gt") => ({ amp: "&", lt: "<", gt: ">" })[sign],
    );
    return { name, isMath: false, attributes: {}, children: [words] };
  }
}

const plain = (text: string | undefined): string | undefined => {
  const element = elementOf("title", text);
  return element && titleWords(element);
};

type Stated<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Only what is stated. */
const without = <T extends object>(facts: T): Stated<T> =>
  Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined && fact !== "")) as Stated<T>;
