import type { Db } from "@/lib/db/connection";
import type { Article, Journal } from "../article";
import { articleByDoi } from "../articles";
import { storedPath } from "../file-store";
import { ArticleImportError, type Candidate, type CandidateFile, type ImportedArticle } from "../import/candidate";
import { type ArticlePlan, planArticle, type TakeOptions, takeArticle } from "../import/take";
import { accessTypeRows, statedAuthorRows } from "../sql/articles";
import { claimDraft, deleteDraft, draftOfArticle, draftRow, insertDraft, updateDraft } from "../sql/drafts";
import { relationRows } from "../sql/relations";
import { candidateOfFields, type FieldFaults } from "./candidate";
import { emptyFields, type Field, type Fields, fieldsFrom, fieldsOf } from "./fields";
import type { StoredPdf } from "./pdf";

/** An article that an editor is about to add or correct. */
export interface Draft {
  id: number;
  journal: Journal;
  /** The DOI of the article it corrects; null when it adds one. */
  corrects: string | null;
  fields: Fields;
  pdf: StoredPdf | null;
  revision: number;
  changed: Date;
  changedBy: string | null;
}

/** Begins a draft of a new article. */
export const beginDraft = (db: Db, journalId: number, personId: number, now: Date): Promise<number> =>
  insertDraft(db, {
    journalId,
    articleId: null,
    personId,
    fields: emptyFields(now.toISOString().slice(0, 10)),
    changed: now,
  });

/** The draft that corrects an article: the one under way, or one that begins with the article as it is. */
export async function beginCorrection(db: Db, article: Article, personId: number, now: Date): Promise<number> {
  const there = await draftOfArticle(db, article.id);
  if (there !== undefined) return there;
  const relations = (await relationRows(db, article.id)).filter(({ incoming }) => !incoming);
  const authors = await statedAuthorRows(db, article.id);
  const fields = fieldsOf({ ...article, authors }, await accessTypeRows(db, article.id), relations);
  return insertDraft(db, { journalId: article.journal.id, articleId: article.id, personId, fields, changed: now });
}

export async function findDraft(db: Db, id: number): Promise<Draft | undefined> {
  const row = await draftRow(db, id);
  if (!row) return undefined;
  const { draft, journal, changedBy, doi } = row;
  const { fields, pdfName, pdfSha256, pdfBytes, revision, changed } = draft;
  const pdf =
    pdfName !== null && pdfSha256 !== null && pdfBytes !== null
      ? { name: pdfName, sha256: pdfSha256, bytes: pdfBytes }
      : null;
  // An article's DOI is what it is found by: a correction does not change it.
  const stated = fieldsFrom((field: Field) => (field === "doi" && doi !== null ? doi : fields[field]));
  return { id, journal, corrects: doi, fields: stated, pdf, revision, changed, changedBy };
}

/**
 * Saves what was typed as of a revision, whatever it is. When somebody else saved meanwhile both stay: what was typed now becomes a draft
 * of its own, whose id is told.
 */
export async function saveDraft(
  db: Db,
  draft: Draft,
  typed: { revision: number; fields: Fields; pdf: StoredPdf | null | undefined; personId: number },
  now: Date,
): Promise<{ kind: "saved" } | { kind: "apart"; id: number }> {
  if (await updateDraft(db, draft.id, typed.revision, { ...typed, now })) return { kind: "saved" };
  const known = draft.corrects === null ? undefined : await articleByDoi(db, draft.corrects);
  const own = { journalId: draft.journal.id, articleId: known?.id ?? null, personId: typed.personId };
  const id = await insertDraft(db, { ...own, fields: typed.fields, changed: now });
  const pdf = typed.pdf === undefined ? draft.pdf : typed.pdf;
  await updateDraft(db, id, 1, { fields: typed.fields, pdf, personId: typed.personId, now });
  return { kind: "apart", id };
}

/** What a draft would come to, or what is at fault with it. */
export type Preview =
  | { kind: "plan"; plan: ArticlePlan; candidate: Candidate; versioning: Pick<TakeOptions, "version" | "note"> }
  | { kind: "faults"; faults: FieldFaults }
  | { kind: "fault"; fault: string };

export async function previewDraft(db: Db, dataDir: string, draft: Draft): Promise<Preview> {
  const made = candidateOfFields(draft.fields, draft.journal.issn, pdfFile(dataDir, draft));
  if ("faults" in made) return { kind: "faults", faults: made.faults };
  try {
    const { doi } = made.candidate.article;
    if (draft.corrects === null && (await articleByDoi(db, doi)))
      return { kind: "faults", faults: { doi: `${doi} is on record already: correct that article instead` } };
    const plan = await planArticle(db, made.candidate, made.versioning);
    return { kind: "plan", plan, ...made };
  } catch (fault) {
    if (fault instanceof ArticleImportError) return { kind: "fault", fault: fault.message };
    throw fault;
  }
}

/**
 * Takes a draft's article into the catalogue, and ends the draft; what is at fault changes nothing, nor does a draft that was changed
 * since it was read. Who saves meanwhile keeps what was typed, as a draft apart or in this one, which then does not end.
 */
export async function publishDraft(
  db: Db,
  dataDir: string,
  draft: Draft,
): Promise<Exclude<Preview, { kind: "plan" }> | { kind: "moved" } | { kind: "published"; imported: ImportedArticle }> {
  const preview = await previewDraft(db, dataDir, draft);
  if (preview.kind !== "plan") return preview;
  if (!(await claimDraft(db, draft.id, draft.revision))) return { kind: "moved" };
  const imported = await takeArticle(db, dataDir, preview.candidate, {
    dryRun: false,
    source: "form",
    ...preview.versioning,
  });
  await deleteDraft(db, draft.id, draft.revision + 1);
  return { kind: "published", imported };
}

const pdfFile = (dataDir: string, { pdf }: Draft): CandidateFile | undefined =>
  pdf ? { kind: "pdf", name: pdf.name, path: storedPath(dataDir, pdf.sha256) } : undefined;
