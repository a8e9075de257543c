import { createReadStream } from "node:fs";
import path from "node:path";
import { CsvError, parse } from "csv-parse";
import { z } from "zod";
import { isDay } from "@/lib/calendar/day";
import { ACCESS_TYPE_CODES, type AccessType } from "@/lib/counter/attributes";
import { ARTICLE_VERSION_TERMS } from "../article-version";
import { parseDoi } from "../doi";
import type { ArticleEntry } from "../entry";
import { isIssn } from "../issn";
import { licenceName } from "../licence";
import { markupOf, titlePieces, titleWords } from "../title-markup";
import { ArticleImportError, type Candidate, type CandidateFile, type SourceFault } from "./candidate";
import { filesIn, type LocalFile } from "./folder";
import { pdfNamedFor } from "./named-for";
import { parseAuthor } from "./written-author";

const day = z.string().refine(isDay, "must be a day like 2026-01-05").optional();
const text = z.string().optional();
const list = (separator: string) =>
  z
    .string()
    .transform((cell) => [
      ...new Set(
        cell
          .split(separator)
          .map((part) => part.trim())
          .filter((part) => part !== ""),
      ),
    ])
    .optional();

const ACCESS_TYPES = Object.keys(ACCESS_TYPE_CODES) as AccessType[];

/** The columns, in the order of the template. An empty cell states nothing. */
const COLUMNS = {
  doi: z.string({ error: "is missing" }).transform((cell, context) => {
    const doi = parseDoi(cell);
    if (!doi) context.addIssue({ code: "custom", message: "must be a DOI like 10.3390/jcm2040302" });
    return doi ?? "";
  }),
  issn: z.string({ error: "is missing" }).toUpperCase().refine(isIssn, "is no ISSN"),
  print_issn: z.string().toUpperCase().refine(isIssn, "is no ISSN").optional(),
  journal: text,
  abbreviation: text,
  publisher: text,
  title: text,
  type: text,
  article_version: z
    .enum(ARTICLE_VERSION_TERMS, { error: `must be one of ${ARTICLE_VERSION_TERMS.join(", ")}` })
    .optional(),
  volume: text,
  issue: text,
  first_page: text,
  last_page: text,
  year: z
    .string()
    .regex(/^\d{4}$/, "must be a year like 2026")
    .transform(Number)
    .optional(),
  received: day,
  revised: day,
  accepted: day,
  published: day,
  special_issue: text,
  special_issue_closed: day,
  authors: z
    .string()
    .transform((cell, context) => {
      const authors = cell.split(";").filter((one) => one.trim() !== "");
      return authors.flatMap((one) => {
        const author = parseAuthor(one);
        if (!author) context.addIssue({ code: "custom", message: `“${one.trim()}” is not written as an author` });
        return author ?? [];
      });
    })
    .optional(),
  affiliations: list("|"),
  abstract: text,
  keywords: list(";"),
  license_url: z.url({ protocol: /^https?$/, error: "must be an address" }).optional(),
  access: z.enum(ACCESS_TYPES, { error: `must be one of ${ACCESS_TYPES.join(", ")}` }).optional(),
  pdf: text,
  supplements: list(";"),
  figures: list(";"),
};
const Row = z.strictObject(COLUMNS);
type Row = z.infer<typeof Row>;

/** The first line of a file to fill in, with one article as an example. */
export const CSV_TEMPLATE = `${Object.keys(COLUMNS).join(",")}
10.5555/example.1,2049-3630,1234-5679,Journal of Examples,J. Examples,Example Press,An example of an article,Article,VoR,12,3,101,109,2026,2025-11-03,2025-12-15,2026-01-02,2026-01-05,,,"Family, Given [1,2] (0000-0002-1825-0097) *; A Consortium [2]",First Institute | Second Institute,What it is about.,first keyword; second keyword,https://creativecommons.org/licenses/by/4.0/,Open,example-1.pdf,data.csv; film.mp4,
`;

/**
 * The articles of a CSV file whose first line names its columns, in any order and as many as are needed. A line at fault is told by its
 * number and stops none of the others. Throws ArticleImportError when the file is no CSV, or has a column that is none of ours.
 */
export async function* candidatesOfCsv(
  file: string,
  folder = path.dirname(file),
): AsyncGenerator<Candidate | SourceFault> {
  const atHand = await filesIn(folder);
  const rows = createReadStream(file).pipe(
    parse({
      bom: true,
      info: true,
      columns: (header: string[]) => columnsOf(header),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: 1024 * 1024,
    }),
  );
  try {
    for await (const { record, info } of rows as AsyncIterable<{
      record: Record<string, string>;
      info: { lines: number };
    }>)
      yield candidateOf(record, `line ${info.lines}`, atHand);
  } catch (fault) {
    if (fault instanceof CsvError) throw new ArticleImportError(fault.message);
    throw fault;
  }
}

function columnsOf(header: string[]): string[] {
  const names = header.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, "_"),
  );
  const strange = names.find((name) => !Object.hasOwn(COLUMNS, name));
  if (strange !== undefined)
    throw new ArticleImportError(`line 1: “${strange}” is no column; they are ${Object.keys(COLUMNS).join(", ")}`);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) throw new ArticleImportError(`line 1: the column ${twice} stands there twice`);
  const lacking = ["doi", "issn"].find((name) => !names.includes(name));
  if (lacking !== undefined) throw new ArticleImportError(`line 1: the column ${lacking} is missing`);
  return names;
}

function candidateOf(record: Record<string, string>, where: string, atHand: LocalFile[]): Candidate | SourceFault {
  const filled = Object.fromEntries(Object.entries(record).filter(([, cell]) => cell !== ""));
  const parsed = Row.safeParse(filled);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const column = issue?.code === "unrecognized_keys" ? "more cells than columns" : issue?.path.join(".");
    return { where, fault: `${column}: ${issue?.message}` };
  }
  const row = parsed.data;
  const missing: string[] = [];
  const named = (kind: CandidateFile["kind"], names: string[] = []) =>
    names.flatMap((name): CandidateFile[] => {
      const file = atHand.find((at) => at.name === name.normalize("NFC"));
      if (!file) missing.push(name);
      return file ? [{ kind, ...file }] : [];
    });
  const pdf = row.pdf === undefined ? pdfNamedFor(row.doi, atHand) : named("pdf", [row.pdf])[0];
  const files = [...(pdf ? [pdf] : []), ...named("figure", row.figures), ...named("supplement", row.supplements)];
  return { where, journal: journalOf(row), article: articleOf(row), whole: false, files, missing };
}

const journalOf = (row: Row): Candidate["journal"] => ({
  issn: row.issn,
  ...(row.print_issn && { printIssn: row.print_issn }),
  ...(row.journal && { title: row.journal }),
  ...(row.abbreviation && { abbreviation: row.abbreviation }),
  ...(row.publisher && { publisher: row.publisher }),
});

function articleOf(row: Row): Candidate["article"] {
  const license = row.license_url && (licenceName(row.license_url) ?? row.license_url);
  const year = row.year ?? (row.published ? Number(row.published.slice(0, 4)) : undefined);
  const since = row.published ?? "1900-01-01";
  const facts: Partial<ArticleEntry> = {
    ...titleOf(row.title),
    ...(row.type && { type: row.type }),
    ...(row.article_version && { articleVersion: row.article_version }),
    ...(row.volume && { volume: row.volume }),
    ...(row.issue && { issue: row.issue }),
    ...(row.first_page && { firstPage: row.first_page }),
    ...(row.last_page && { lastPage: row.last_page }),
    ...(year && { year }),
    ...(row.received && { received: row.received }),
    ...(row.revised && { revised: row.revised }),
    ...(row.accepted && { accepted: row.accepted }),
    ...(row.published && { published: row.published }),
    ...(row.special_issue && { specialIssue: row.special_issue }),
    ...(row.special_issue_closed && { specialIssueClosed: row.special_issue_closed }),
    ...(row.authors && { authors: row.authors }),
    ...(row.affiliations && { affiliations: row.affiliations }),
    ...(row.abstract && { abstract: row.abstract }),
    ...(row.keywords && { keywords: row.keywords }),
    ...(row.license_url && license && { license, licenseUrl: row.license_url }),
    ...(row.access && { accessTypes: [{ since, accessType: row.access }] }),
  };
  return { doi: row.doi, ...facts };
}

/** A title may hold marks: `On <i>Homo sapiens</i>`. */
function titleOf(written: string | undefined): Pick<Partial<ArticleEntry>, "title" | "titleMarkup"> {
  if (!written) return {};
  const pieces = titlePieces(written);
  const title = titleWords(pieces);
  return pieces.every((piece) => typeof piece === "string") ? { title } : { title, titleMarkup: markupOf(pieces) };
}
