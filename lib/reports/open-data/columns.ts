import type { Month } from "@/lib/calendar/month";
import type { Journal } from "@/lib/catalog/article";
import { ACCESS_METHOD_CODES, ACCESS_TYPE_CODES } from "@/lib/counter/attributes";
import { MEANINGS } from "@/lib/counter/meanings";
import type { Cell } from "@/lib/spreadsheets/delimited";
import { MEASURES, type Measure } from "@/lib/usage/measures";
import type { OpenUsage } from "../sql/open-data-usage";

export type OpenJournal = Pick<Journal, "issn" | "title" | "publisher" | "sample">;

export interface OpenRow extends OpenUsage {
  journal: OpenJournal;
  month: Month;
}

/** A column of a month's file, in the words of Frictionless Table Schema. */
export interface OpenColumn {
  name: string;
  type: "string" | "integer" | "year" | "yearmonth";
  title: string;
  description: string;
  constraints?: { minimum?: number; enum?: readonly string[]; pattern?: string };
  /** A second one with the same in all of these is none. */
  key?: true;
  of: (row: OpenRow) => Cell;
}

const named = (codes: Readonly<Record<string, string>>, code: string): string =>
  Object.keys(codes).find((name) => codes[name] === code) ?? "";

const snake = (measure: string): string => measure.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Said where only some of the figures stand beside it. */
const OF_ALL =
  "Every look at the article or at anything that belongs to it: the three before, other forms of the full text (XML, EPUB), figures, supplements, references, exports, shares and links that lead out.";

const figure = (measure: Measure): OpenColumn => {
  const { name, counterName, paragraph, ...meaning } = MEANINGS[measure];
  const says = measure === "totalItemInvestigations" ? OF_ALL : meaning.says;
  const code = `COUNTER R5.1 ${paragraph}`;
  return {
    name: snake(measure),
    type: "integer",
    title: counterName ?? name,
    description: `${counterName ? `${name}: ${says}` : says} ${counterName ? `${counterName} of ${code}.` : `${code}.`}`,
    constraints: { minimum: 0 },
    of: (row) => row[measure],
  };
};

const COLUMNS: readonly OpenColumn[] = [
  {
    name: "doi",
    type: "string",
    title: "DOI",
    description: "The article’s DOI as it is registered. DOIs are compared without regard to capitals.",
    constraints: { pattern: "10\\.\\d{4,9}/\\S+" },
    key: true,
    of: ({ doi }) => doi,
  },
  {
    name: "title",
    type: "string",
    title: "Title",
    description:
      "The article’s title, as plain text. One that a spreadsheet would take for a formula is led by an apostrophe.",
    of: ({ title }) => title,
  },
  {
    name: "journal",
    type: "string",
    title: "Journal",
    description: "The journal’s title.",
    of: ({ journal }) => journal.title,
  },
  {
    name: "issn",
    type: "string",
    title: "ISSN",
    description: "The journal’s online ISSN.",
    constraints: { pattern: "\\d{4}-\\d{3}[\\dX]" },
    of: ({ journal }) => journal.issn,
  },
  {
    name: "year_of_publication",
    type: "year",
    title: "Year of publication",
    description: "The year in which the Version of Record was published (COUNTER’s YOP).",
    of: ({ year }) => String(year).padStart(4, "0"),
  },
  {
    name: "access_type",
    type: "string",
    title: "Access_Type",
    description:
      "What the article was when it was read: Open to everybody under an open licence, Free_To_Read without one, or Controlled. An article that changed within the month has a row of each. COUNTER R5.1 §3.3.4.",
    constraints: { enum: Object.keys(ACCESS_TYPE_CODES) },
    key: true,
    of: ({ accessType }) => named(ACCESS_TYPE_CODES, accessType),
  },
  {
    name: "access_method",
    type: "string",
    title: "Access_Method",
    description:
      "Regular, or TDM for text and data mining that was agreed on. COUNTER’s Standard Views have Regular alone; this site’s pages and its usage API have both together. COUNTER R5.1 §3.3.5.",
    constraints: { enum: Object.keys(ACCESS_METHOD_CODES) },
    key: true,
    of: ({ accessMethod }) => named(ACCESS_METHOD_CODES, accessMethod),
  },
  {
    name: "month",
    type: "yearmonth",
    title: "Month",
    description: "The month of the usage, in Universal Time (UTC).",
    key: true,
    of: ({ month }) => month,
  },
  ...MEASURES.map(figure),
];

const SIMULATED = "Sample journal: these figures are simulated.";

/** Simulated figures say so in each row, wherever the row goes. */
const NOTE: OpenColumn = {
  name: "note",
  type: "string",
  title: "Note",
  description: "Says in every row that the figures are simulated, as those of a sample journal are.",
  constraints: { enum: [SIMULATED] },
  of: () => SIMULATED,
};

/** The columns of a journal's files, in their order: the dictionary of its data. None is ever empty. */
export const openColumns = ({ sample }: Pick<OpenJournal, "sample">): readonly OpenColumn[] =>
  sample ? [...COLUMNS, NOTE] : COLUMNS;
