import type { OpenMonth } from "../sql/open-data";
import { dataPath, monthFile, PACKAGE } from "./address";
import { type OpenJournal, openColumns } from "./columns";
import { datasetDescription, datasetTitle, newest } from "./data-package";
import { LICENCE } from "./licence";

/** The same as schema.org's Dataset, as search engines for data read it. `months` are the newest first. */
export function dataset(journal: OpenJournal, months: readonly OpenMonth[], site: string): object {
  const page = `${site}${dataPath(journal.issn)}`;
  const [last, first] = [months[0], months.at(-1)];
  const changed = newest(months);
  const methods = [...new Set(months.map(({ methodVersion }) => methodVersion))].join(", ");
  const publisher = { "@type": "Organization", name: journal.publisher };
  return {
    "@context": "https://schema.org",
    "@type": "Dataset",
    "@id": page,
    url: page,
    name: datasetTitle(journal),
    description: datasetDescription(journal),
    identifier: page,
    license: LICENCE.path,
    isAccessibleForFree: true,
    creator: publisher,
    publisher,
    keywords: ["usage", "COUNTER", "journal articles"],
    about: { "@type": "Periodical", name: journal.title, issn: journal.issn, url: `${site}/${journal.issn}` },
    measurementTechnique: `COUNTER Code of Practice, Release 5.1${methods ? ` (method ${methods})` : ""}`,
    variableMeasured: openColumns(journal)
      .filter(({ type }) => type === "integer")
      .map(({ name, title, description }) => ({ "@type": "PropertyValue", name, alternateName: title, description })),
    ...(first && last ? { temporalCoverage: `${first.month}/${last.month}` } : {}),
    ...(changed ? { dateModified: changed.toISOString() } : {}),
    distribution: [
      ...months.map(({ month, bytes, sha256, made }) => ({
        "@type": "DataDownload",
        name: month,
        contentUrl: `${page}/${monthFile(month)}`,
        encodingFormat: "text/csv",
        contentSize: `${bytes} B`,
        sha256,
        uploadDate: made.toISOString(),
      })),
      { "@type": "DataDownload", contentUrl: `${page}/${PACKAGE}`, encodingFormat: "application/json" },
    ],
  };
}
