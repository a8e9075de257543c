import { delimitedRows, type Row } from "@/lib/spreadsheets/delimited";
import { type OpenColumn, type OpenJournal, openColumns } from "./columns";

const HEADING = ["name", "type", "title", "description", "required", "minimum", "values", "pattern"];

/** What each column of a journal's files means, as CSV, in their order. */
export const dictionaryCsv = (journal: Pick<OpenJournal, "sample">): string =>
  delimitedRows([HEADING, ...openColumns(journal).map(line)]);

const line = ({ name, type, title, description, constraints }: OpenColumn): Row => [
  ...[name, type, title, description, "true"],
  constraints?.minimum ?? null,
  constraints?.enum?.join("|") ?? null,
  constraints?.pattern ?? null,
];
