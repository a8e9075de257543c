import type { Db } from "@/lib/db/connection";
import { ACCESS_TYPE_NAMES } from "./access-type";
import type { Article } from "./article";
import { articleByDoi } from "./articles";
import { keyOf } from "./citation/bibtex";
import type { ArticleEntry } from "./entry";
import { hashOf, store } from "./file-store";
import { frontOf } from "./jats/front";
import { parseXml } from "./jats/xml-tree";
import { accessTypeRows, articleRowAt } from "./sql/articles";
import { upsertArticle } from "./sql/entries";
import { removeFiles, upsertFile } from "./sql/files";
import { journalIdOf } from "./sql/journals";
import { relationRows } from "./sql/relations";

/** The article cannot be taken; the message says what is wrong with it. */
export class ArticleImportError extends Error {}

/** What an import did, or would do, to one article. */
export interface ImportedArticle {
  doi: string;
  title: string;
  outcome: "added" | "changed" | "unchanged";
  /** Before and after of each fact that differs; a long one is cut. */
  changes: { field: string; before: string; after: string }[];
}

export interface ArticleFiles {
  xml: Uint8Array;
  pdf?: Uint8Array | undefined;
}

/**
 * Takes in an article from its JATS file, with its PDF where there is one. The same again changes nothing. What the file does not
 * say and a catalogue may know (special issue, access types over time) stays. Throws XmlFault or ArticleImportError.
 */
export async function importJats(
  db: Db,
  dataDir: string,
  { xml, pdf }: ArticleFiles,
  { dryRun }: { dryRun: boolean },
): Promise<ImportedArticle> {
  const { journal, article } = frontOf(parseXml(xml));
  const known = await articleByDoi(db, article.doi);
  await expectFreeAddress(db, journal.issn, article);
  if (pdf && Buffer.from(pdf.subarray(0, 1024)).indexOf("%PDF-") === -1)
    throw new ArticleImportError("the PDF beside it is none");
  const entry: ArticleEntry = known ? await withWhatIsKnown(db, article, known) : article;
  const changes = known ? changesOf(known, entry, await saidOf(db, known.id)) : [];
  const files: [kind: "pdf" | "xml", mediaType: string, content: Uint8Array][] = [["xml", "application/xml", xml]];
  if (pdf) files.push(["pdf", "application/pdf", pdf]);
  for (const [kind, , content] of files) {
    const before = known?.files.find((file) => file.kind === kind);
    if (known && hashOf(content) !== before?.sha256)
      changes.push({
        field: kind,
        before: before ? `${before.bytes} bytes` : "none",
        after: `${content.length} bytes`,
      });
  }
  const outcome = !known ? "added" : changes.length > 0 ? "changed" : "unchanged";
  if (!dryRun && outcome !== "unchanged") {
    const id = await upsertArticle(db, await journalIdOf(db, journal), entry);
    for (const [kind, mediaType, content] of files) {
      if (known?.files.some((file) => file.kind === kind) && !changes.some(({ field }) => field === kind)) continue;
      const stored = await store(dataDir, content);
      await removeFiles(db, id, kind);
      await upsertFile(db, id, { kind, name: `${keyOf(article)}.${kind}`, mediaType, uploaded: new Date(), ...stored });
    }
  }
  return { doi: article.doi, title: article.title, outcome, changes };
}

async function expectFreeAddress(db: Db, issn: string, { doi, volume, issue, firstPage: page }: ArticleEntry) {
  const there = await articleRowAt(db, { issn, volume, issue, page });
  if (there && there.doi.toLowerCase() !== doi.toLowerCase())
    throw new ArticleImportError(`stands at ${issn}/${volume}/${issue}/${page}, where ${there.doi} is already`);
}

async function withWhatIsKnown(db: Db, entry: ArticleEntry, known: Article): Promise<ArticleEntry> {
  const access = await accessTypeRows(db, known.id);
  return {
    ...entry,
    ...(known.specialIssue ? { specialIssue: known.specialIssue.title } : {}),
    ...(access.length > 0
      ? { accessTypes: access.map(({ since, accessType }) => ({ since, accessType: ACCESS_TYPE_NAMES[accessType] })) }
      : {}),
  };
}

const COMPARED = [
  "title",
  "titleMarkup",
  "type",
  "volume",
  "issue",
  "firstPage",
  "lastPage",
  "year",
  "published",
  "received",
  "revised",
  "accepted",
  "abstract",
  "license",
  "licenseUrl",
  "hasText",
] as const;
const SHOWN = 120;

/** What an article says of others, as words that can be compared. */
async function saidOf(db: Db, articleId: number): Promise<string> {
  const said = (await relationRows(db, articleId)).filter(({ incoming }) => !incoming);
  return relationWords(said);
}

const relationWords = (relations: readonly { kind: string; doi: string }[]): string =>
  relations
    .map(({ kind, doi }) => `${kind} ${doi.toLowerCase()}`)
    .sort()
    .join("; ");

function changesOf(known: Article, entry: ArticleEntry, said: string): ImportedArticle["changes"] {
  const facts: [field: string, before: string, after: string][] = COMPARED.map((field) => [
    field,
    String(known[field] ?? ""),
    String(entry[field] ?? ""),
  ]);
  facts.push(["keywords", known.keywords.join("; "), entry.keywords.join("; ")]);
  facts.push(["affiliations", known.affiliations.join("; "), entry.affiliations.join("; ")]);
  facts.push(["relations", said, relationWords(entry.relations ?? [])]);
  facts.push(["authors", peopleOf(known.authors), peopleOf(entry.authors)]);
  return facts
    .filter(([, before, after]) => before !== after)
    .map(([field, before, after]) => ({ field, before: before.slice(0, SHOWN), after: after.slice(0, SHOWN) }));
}

const peopleOf = (authors: Article["authors"]): string =>
  authors
    .map(({ given, family, orcid, corresponding, affiliations }) =>
      [given, family, orcid, corresponding ? "*" : "", affiliations.join(",")].filter(Boolean).join(" "),
    )
    .join("; ");
