import type { OpenMonth } from "../sql/open-data";
import { DICTIONARY, dataPath, monthFile } from "./address";
import { type OpenJournal, openColumns } from "./columns";
import { LICENCE } from "./licence";

/**
 * A journal's published months as a Frictionless Data Package, version 2 (https://datapackage.org): each with where it is, its size, its
 * SHA-256 and the schema of its columns. `months` are the newest first; `site` is the origin readers reach us by.
 */
export function dataPackage(journal: OpenJournal, months: readonly OpenMonth[], site: string): object {
  const created = newest(months);
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: `usage-${journal.issn.toLowerCase()}`,
    id: `${site}${dataPath(journal.issn)}`,
    title: datasetTitle(journal),
    description: datasetDescription(journal),
    homepage: `${site}${dataPath(journal.issn)}`,
    ...(created ? { created: created.toISOString() } : {}),
    licenses: [LICENCE],
    contributors: [{ title: journal.publisher, roles: ["publisher"] }],
    keywords: ["usage", "COUNTER", "journal articles"],
    dictionary: DICTIONARY,
    resources: months.map((month) => resource(journal, month)),
  };
}

export const datasetTitle = ({ title }: Pick<OpenJournal, "title">): string =>
  `Usage of the articles of ${title}, by month`;

export const datasetDescription = ({ title, issn, sample }: OpenJournal): string =>
  `How often each article of ${title} (ISSN ${issn}) was looked at and read in a month: abstract views, full-text views, PDF downloads, and the ` +
  "item metrics of the COUNTER Code of Practice, Release 5.1. Usage by readers alone: robots are left out, and nothing tells who or where they are." +
  (sample ? " Sample journal: these figures are simulated." : "");

/** When the last of some months' files was made. */
export const newest = (months: readonly Pick<OpenMonth, "made">[]): Date | undefined =>
  months.reduce<Date | undefined>((last, { made }) => (last === undefined || made > last ? made : last), undefined);

function resource(journal: OpenJournal, { month, bytes, sha256, ...more }: OpenMonth): object {
  const columns = openColumns(journal);
  return {
    name: month,
    type: "table",
    path: monthFile(month),
    title: `${journal.title}, ${month}`,
    format: "csv",
    mediatype: "text/csv",
    encoding: "utf-8",
    bytes,
    hash: `sha256:${sha256}`,
    rows: more.rows,
    made: more.made.toISOString(),
    countedThrough: more.countedThrough.toISOString(),
    methodVersion: more.methodVersion,
    dialect: {
      $schema: "https://datapackage.org/profiles/2.0/tabledialect.json",
      delimiter: ",",
      lineTerminator: "\r\n",
      quoteChar: '"',
      doubleQuote: true,
    },
    schema: {
      $schema: "https://datapackage.org/profiles/2.0/tableschema.json",
      fields: columns.map(({ name, type, title, description, constraints }) => ({
        ...{ name, type, title, description },
        constraints: { required: true, ...constraints },
      })),
      primaryKey: columns.filter(({ key }) => key).map(({ name }) => name),
      missingValues: [""],
    },
  };
}
