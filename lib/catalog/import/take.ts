import type { Db } from "@/lib/db/connection";
import type { ChangeSource } from "@/lib/db/schema/versions";
import { ACCESS_TYPE_NAMES } from "../access-type";
import type { Article } from "../article";
import { articleByDoi } from "../articles";
import { keepingAddresses } from "../correspondence";
import type { ArticleEntry, JournalEntry } from "../entry";
import { accessTypeRows, articleRowAt, statedAuthorRows } from "../sql/articles";
import { recordChange } from "../sql/changes";
import { upsertArticle } from "../sql/entries";
import { journalIdOf, journalRow } from "../sql/journals";
import { referenceRows, relationRows } from "../sql/relations";
import { specialIssueMeant } from "../sql/special-issues";
import { beginVersion, lockArticle, versionRows } from "../sql/versions";
import { titlePieces, titleWords } from "../title-markup";
import { ArticleImportError, type Candidate, type ImportedArticle } from "./candidate";
import { ADDRESSES, changesOf } from "./changes";
import { type FileChange, fileChanges, keepFiles, supersedes } from "./files";
import { entryFault } from "./limits";

export interface TakeOptions {
  dryRun: boolean;
  source?: Exclude<ChangeSource, "sample">;
  /** `new` makes a version of whatever differs, `same` puts a file right without one; by default a PDF or XML that differs makes one. */
  version?: "new" | "same" | undefined;
  /** What is different in a new version. */
  note?: string | undefined;
  now?: Date;
}

/**
 * Takes an article in as a source states it, with its files, whole or not at all. The same again changes nothing. What the source does
 * not state stays as the catalogue knows it, unless the source is whole; special issue and access types over time stay in any case.
 * A PDF or XML that takes another's place makes a new version, and the version before stays to be had; each change is recorded.
 * With `dryRun` it says what it would do and writes nothing. Throws ArticleImportError.
 */
export async function takeArticle(
  db: Db,
  dataDir: string,
  candidate: Candidate,
  options: TakeOptions,
): Promise<ImportedArticle> {
  const plan = await planArticle(db, candidate, options);
  const { entry, outcome, changes, version } = plan;
  const { doi, title } = entry;
  const { missing } = candidate;
  if (!options.dryRun && outcome !== "unchanged") await write(db, dataDir, options, plan);
  return { doi, title, outcome, changes, ...(version === undefined ? {} : { version }), missing };
}

/** An article as it is to be, and what that changes. */
export interface ArticlePlan extends Pick<ImportedArticle, "outcome" | "changes" | "version"> {
  known: Article | undefined;
  journal: JournalEntry;
  entry: ArticleEntry;
  files: readonly FileChange[];
  /** A version of its own begins, whatever its number will be. */
  supersedesOne: boolean;
}

/** What taking a candidate would come to; writes nothing. Throws ArticleImportError. */
export async function planArticle(
  db: Db,
  candidate: Candidate,
  options: Pick<TakeOptions, "version"> = {},
): Promise<ArticlePlan> {
  const known = await articleByDoi(db, candidate.article.doi);
  const before = known && (await entryOf(db, known));
  const journal = await journalOf(db, candidate, known);
  const stated = entryStated(candidate, before);
  const meant = stated.specialIssue ? await specialIssueMeant(db, journal.issn, stated.specialIssue) : undefined;
  // A title that was corrected since still means the same special issue.
  const entry = meant ? { ...stated, specialIssue: meant.title } : stated;
  if (entry.specialIssueClosed && !entry.specialIssue)
    throw new ArticleImportError("special_issue_closed: it is in no special issue");
  const fault = entryFault(entry, journal);
  if (fault) throw new ArticleImportError(fault);
  await expectFreeAddress(db, journal.issn, entry);
  const files = await fileChanges(candidate, known?.files ?? []);
  const changes = before
    ? [...changesOf({ ...before, ...closedOf(meant, entry) }, entry), ...files.map(({ words }) => words)]
    : [];
  if (known && known.journal.issn !== journal.issn)
    changes.unshift({ field: "journal", before: known.journal.issn, after: journal.issn });
  const outcome = !known ? "added" : changes.length > 0 ? "changed" : "unchanged";
  const supersedesOne = outcome === "changed" && makesVersion(files, options.version);
  const latest = known && supersedesOne ? (await versionRows(db, known.id))[0]?.number : undefined;
  const version = latest === undefined ? {} : { version: latest + 1 };
  return { known, journal, entry, files, outcome, changes, ...version, supersedesOne };
}

/** When the special issue closed as far as is known, where the source says it. */
const closedOf = (meant: { closed: string | null } | undefined, { specialIssueClosed }: ArticleEntry) =>
  specialIssueClosed && meant?.closed ? { specialIssueClosed: meant.closed } : {};

const makesVersion = (files: readonly FileChange[], asked: TakeOptions["version"]): boolean =>
  asked === "new" || (asked === undefined && files.some(supersedes));

async function write(db: Db, dataDir: string, options: TakeOptions, plan: ArticlePlan) {
  const { known, journal, entry, files, supersedesOne } = plan;
  const { now = new Date(), source = "import", note } = options;
  // What a file holds is durable before the catalogue names it.
  const kept = await keepFiles(dataDir, files, now);
  const journalId = await journalIdOf(db, journal);
  await db.transaction(async (tx) => {
    if (known) await lockArticle(tx, known.id);
    const begins = supersedesOne && known && (options.version === "new" || (await kept.supersedes(tx, known.id)));
    const version = begins ? await beginVersion(tx, known.id, { since: now, note: note || null }) : null;
    const articleId = await upsertArticle(tx, journalId, entry);
    await kept.name(tx, articleId);
    const changes = known ? plan.changes : files.map(({ words }) => words);
    // Whose address is on record is nobody's to read about.
    const told = changes.filter(({ field }) => field !== ADDRESSES);
    if (told.length > 0 || !known) await recordChange(tx, { articleId, at: now, source, version, changes: told });
  });
}

/** What is on record of a journal stands; a journal that is not there is made of what the source says of it. */
async function journalOf(db: Db, { journal }: Candidate, known: Article | undefined): Promise<JournalEntry> {
  const there = await journalRow(db, journal.issn);
  if (there) {
    const { id: _id, printIssn, ...entry } = there;
    return { ...entry, ...(printIssn ? { printIssn } : {}) };
  }
  const title = journal.title ?? known?.journal.title;
  if (!title) throw new ArticleImportError(`journal ${journal.issn} is not on record, and its title is not said`);
  return { abbreviation: title, publisher: title, sample: false, ...journal, title };
}

/** The article as it is to be; throws when what a citation cannot do without is neither stated nor known. */
function entryStated({ article, whole, cleared = [] }: Candidate, known: ArticleEntry | undefined): ArticleEntry {
  const stated = whole ? { ...seldomSaid(known), ...article, ...onlyKnown(known) } : { ...known, ...article };
  for (const fact of cleared) delete stated[fact];
  // Marks are of their words: a title stated in other words has none of those on record.
  const { titleMarkup } = stated;
  if (article.title !== undefined && article.titleMarkup === undefined && titleMarkup !== undefined)
    if (titleWords(titlePieces(titleMarkup)) !== article.title) delete stated.titleMarkup;
  const { title, volume, firstPage, year, ...rest } = stated;
  const lacking = Object.entries({ title, volume, page: firstPage, year }).find(([, fact]) => !fact)?.[0];
  if (!title || !volume || !firstPage || !year) throw new ArticleImportError(`has no ${lacking}`);
  return {
    keywords: [],
    affiliations: [],
    accessTypes: [{ since: "1900-01-01", accessType: rest.license ? "Open" : "Controlled" }],
    ...rest,
    authors: keepingAddresses(rest.authors ?? [], known?.authors ?? []),
    title,
    volume,
    issue: rest.issue ?? "1",
    firstPage,
    year,
  };
}

/** What few files say of themselves: it stands until one says otherwise. */
const seldomSaid = (known: ArticleEntry | undefined): Partial<ArticleEntry> =>
  known?.articleVersion ? { articleVersion: known.articleVersion } : {};

/** What a catalogue may know of an article and its own XML does not say. */
const onlyKnown = (known: ArticleEntry | undefined): Partial<ArticleEntry> =>
  known
    ? {
        accessTypes: known.accessTypes,
        ...(known.specialIssue === undefined ? {} : { specialIssue: known.specialIssue }),
      }
    : {};

async function expectFreeAddress(db: Db, issn: string, { doi, volume, issue, firstPage: page }: ArticleEntry) {
  const there = await articleRowAt(db, { issn, volume, issue, page });
  if (there && there.doi.toLowerCase() !== doi.toLowerCase())
    throw new ArticleImportError(`stands at ${issn}/${volume}/${issue}/${page}, where ${there.doi} is already`);
}

/** An article on record, as an importer would hand it over. */
export async function entryOf(db: Db, article: Article): Promise<ArticleEntry> {
  const relations = (await relationRows(db, article.id)).filter(({ incoming }) => !incoming);
  const [latest] = await versionRows(db, article.id);
  const references = await referenceRows(db, article.id);
  const authors = await statedAuthorRows(db, article.id);
  const { journal: _journal, specialIssue, files: _files, accessType: _now, id: _id, ...facts } = article;
  return {
    ...known(facts),
    authors,
    ...(specialIssue ? { specialIssue: specialIssue.title } : {}),
    ...(latest?.term ? { articleVersion: latest.term } : {}),
    ...(references.length > 0 ? { references } : {}),
    ...(relations.length > 0 ? { relations } : {}),
    accessTypes: (await accessTypeRows(db, article.id)).map(({ since, accessType }) => ({
      since,
      accessType: ACCESS_TYPE_NAMES[accessType],
    })),
  };
}

type Known<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as null extends T[K] ? K : never]?: Exclude<T[K], null>;
};

/** Facts without those that are not known. */
const known = <T extends object>(facts: T): Known<T> =>
  Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== null)) as Known<T>;
