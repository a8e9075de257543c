import { isDay } from "@/lib/calendar/day";
import { ACCESS_TYPE_CODES, type AccessType } from "@/lib/counter/attributes";
import type { RelationKind } from "@/lib/db/schema/catalogue";
import type { StatedAuthor } from "../correspondence";
import { type Doi, parseDoi } from "../doi";
import type { ArticleEntry } from "../entry";
import type { Candidate, CandidateFile, Clearable } from "../import/candidate";
import type { TakeOptions } from "../import/take";
import { parseAuthor } from "../import/written-author";
import { licenceName } from "../licence";
import { isOrcid } from "../orcid";
import { markupOf, titlePieces, titleWords } from "../title-markup";
import type { Field, Fields } from "./fields";

export type FieldFaults = Partial<Record<Field, string>>;

const ACCESS_TYPES = Object.keys(ACCESS_TYPE_CODES) as AccessType[];
const RELATIONS: readonly RelationKind[] = ["corrects", "retracts", "concerns", "accompanies"];
const LONGEST: Partial<Record<Field, number>> = {
  abstract: 50_000,
  authors: 200_000,
  affiliations: 100_000,
  keywords: 10_000,
};
/** What becomes of the version: whatever a new PDF makes of it, or as is said. */
export const VERSIONS = ["new", "same"] as const;
const LONGEST_LINE = 2_000;

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/** The article that filled-in fields state, or every field that is at fault and why. Facts whose field is empty are stated not to be so. */
export function candidateOfFields(
  fields: Fields,
  issn: string,
  pdf?: CandidateFile,
): { candidate: Candidate; versioning: Pick<TakeOptions, "version" | "note"> } | { faults: FieldFaults } {
  const faults: FieldFaults = {};
  const fault = (field: Field, message: string) => {
    faults[field] ??= message;
  };
  const text = (field: Field): string => {
    const value = fields[field].normalize("NFC").trim();
    const longest = LONGEST[field] ?? LONGEST_LINE;
    if (value.length > longest) fault(field, `has ${value.length} characters, and may have ${longest}`);
    // Anything else that controls a terminal or a line is none of a text's.
    if (/[\p{Cc}\p{Cs}]/u.test(value.replace(/[\n\t]/g, ""))) fault(field, "holds characters that no text has");
    return value;
  };
  const needed = (field: Field, what: string): string => {
    const value = text(field);
    if (value === "") fault(field, `${what} is missing`);
    return value;
  };
  const step = (field: Field, value: string): string => {
    if (/^\.{1,2}$/.test(value)) fault(field, "is part of the address, and may not be dots alone");
    return value;
  };
  const day = (field: Field): string => {
    const value = text(field);
    if (value !== "" && !isDay(value)) fault(field, `“${value}” is no day like 2026-01-05`);
    return value;
  };

  const doi = parseDoi(needed("doi", "The DOI"));
  if (!doi) fault("doi", "must be a DOI like 10.3390/jcm2040302");
  const pieces = titlePieces(needed("title", "The title").replace(/\s+/g, " "));
  const title = titleWords(pieces);
  const published = day("published");
  const writtenYear = text("year");
  if (writtenYear !== "" && !/^\d{4}$/.test(writtenYear)) fault("year", `“${writtenYear}” is no year like 2026`);
  const year = Number(writtenYear || published.slice(0, 4));
  if (year === 0) fault("year", "The year is missing, or the day of publication");
  const affiliations = linesOf(text("affiliations"));
  const authors = linesOf(text("authors")).flatMap((line, i) => authorOf(line, i, affiliations.length, fault));
  const licence = text("licence");
  const licenseUrl = isWebAddress(licence) ? licence : "";
  const accessTypes = linesOf(text("access")).flatMap((line) => accessOf(line, fault));
  if (accessTypes.length === 0) fault("access", "Who may read it is missing, like: Open since 2026-01-05");
  accessTypes.sort((a, b) => (a.since < b.since ? -1 : 1));
  const relations = linesOf(text("relations")).flatMap((line) => relationOf(line, doi, fault));
  const version = VERSIONS.find((one) => one === fields.version);
  const note = text("note");
  const optional = {
    type: text("type"),
    lastPage: text("lastPage"),
    received: day("received"),
    revised: day("revised"),
    accepted: day("accepted"),
    published,
    specialIssue: text("specialIssue"),
    abstract: text("abstract"),
    license: licenceName(licence) ?? licence,
    licenseUrl,
    titleMarkup: pieces.every((piece) => typeof piece === "string") ? "" : markupOf(pieces),
  } satisfies Partial<Record<Clearable, string>>;
  const required = {
    volume: step("volume", needed("volume", "The volume")),
    issue: step("issue", text("issue") || "1"),
    firstPage: step("firstPage", needed("firstPage", "The first page, or the article’s number,")),
  };
  const keywords = [
    ...new Set(
      text("keywords")
        .split(/[\n;]/)
        .map((one) => one.trim())
        .filter((one) => one !== ""),
    ),
  ];
  if (Object.keys(faults).length > 0 || !doi) return { faults };
  const stated = Object.entries(optional).filter(([, value]) => value !== "");
  const cleared = Object.entries(optional)
    .filter(([, value]) => value === "")
    .map(([name]) => name as Clearable);
  const article: Candidate["article"] = {
    ...{ doi, title, ...required, year, authors, affiliations, keywords, accessTypes, relations },
    ...(Object.fromEntries(stated) as Partial<ArticleEntry>),
  };
  return {
    candidate: { where: "", journal: { issn }, article, whole: false, cleared, files: pdf ? [pdf] : [], missing: [] },
    versioning: { version, note },
  };
}

type Say = (field: Field, message: string) => void;

function authorOf(line: string, i: number, affiliations: number, fault: Say): StatedAuthor[] {
  const author = parseAuthor(line);
  const where = `line ${i + 1}`;
  if (!author) {
    fault(
      "authors",
      `${where}: “${line}” is not written like: Family, Given [1,2] (0000-0002-1825-0097) <name@university.example> *`,
    );
    return [];
  }
  const strange = author.affiliations.find((at) => at > affiliations);
  if (strange !== undefined)
    fault("authors", `${where}: there is no affiliation ${strange}; there are ${affiliations}`);
  if (author.orcid !== null && !isOrcid(author.orcid))
    fault("authors", `${where}: ${author.orcid} is no ORCID iD: its check digit is wrong`);
  // The form shows what is on record: an address that is taken out of it is to be forgotten.
  return [{ ...author, email: author.email ?? null }];
}

function accessOf(line: string, fault: Say): ArticleEntry["accessTypes"] {
  const [, written = "", since = ""] = /^(\S+) since (\S+)$/.exec(line) ?? [];
  const accessType = ACCESS_TYPES.find((one) => one.toLowerCase() === written.toLowerCase());
  if (accessType && isDay(since)) return [{ since, accessType }];
  fault("access", `“${line}” is not written like: Open since 2026-01-05; the types are ${ACCESS_TYPES.join(", ")}`);
  return [];
}

function relationOf(line: string, own: Doi | undefined, fault: Say): { kind: RelationKind; doi: Doi }[] {
  const [, written = "", other = ""] = /^(\S+)\s+(\S+)$/.exec(line) ?? [];
  const kind = RELATIONS.find((one) => one === written.toLowerCase());
  const doi = parseDoi(other);
  if (kind && doi && doi !== own) return [{ kind, doi }];
  if (kind && doi) fault("relations", "An article does not stand in relation to itself");
  else
    fault(
      "relations",
      `“${line}” is not written like: corrects 10.3390/jcm2040302; the words are ${RELATIONS.join(", ")}`,
    );
  return [];
}

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
