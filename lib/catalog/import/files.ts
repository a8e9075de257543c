import { open } from "node:fs/promises";
import { imageSizeFromFile } from "image-size/fromFile";
import type { Db, Tx } from "@/lib/db/connection";
import type { ArticleFile, FileKind } from "../article";
import { contentOf, storeFile } from "../file-store";
import { fileMeant } from "../jats/named-files";
import { isShown, mediaTypeOf, nameFault } from "../media-type";
import { sizesApart } from "../size-words";
import { fileRows, removeFile, upsertFile } from "../sql/files";
import { ArticleImportError, type Candidate, type CandidateFile, type Change } from "./candidate";

/** A file to be put in place of another, or to be taken away. */
export interface FileChange {
  words: Change;
  gone: Pick<ArticleFile, "kind" | "name"> | undefined;
  put: (Omit<ArticleFile, "sha256" | "bytes" | "uploaded"> & { path: string }) | undefined;
}

/** Content is kept as whole bytes in an integer column. */
const LARGEST = 2 ** 31 - 1;

/** What a candidate's files change of those on record. Throws ArticleImportError when one is not what it should be. */
export async function fileChanges(
  { whole, files, missing }: Candidate,
  known: readonly ArticleFile[],
): Promise<FileChange[]> {
  const changes: FileChange[] = [];
  for (const file of files) {
    const before = known.find(({ kind, name }) => kind === file.kind && (isOnly(kind) || name === file.name));
    const { sha256, bytes } = await contentOf(file.path);
    if (sha256 === before?.sha256) continue;
    if (bytes > LARGEST) throw new ArticleImportError(`${file.name} has ${bytes} bytes, and may have ${LARGEST}`);
    if (bytes === 0) throw new ArticleImportError(`${file.name} is empty`);
    const [was, is] = sizesApart(before?.bytes ?? 0, bytes);
    changes.push({
      words: {
        field: isOnly(file.kind) ? file.kind : `${file.kind} ${file.name}`,
        before: before ? was : "none",
        after: is,
      },
      gone: before,
      put: await described(file),
    });
  }
  if (!whole) return changes;
  // What the text names no more is taken away; what it names and is not at hand now stays.
  const stays = (file: ArticleFile) =>
    isOnly(file.kind) ||
    files.some(({ kind, name }) => kind === file.kind && name === file.name) ||
    missing.some((reference) => fileMeant(reference, [file]) !== undefined);
  const left = known.filter((file) => !stays(file));
  return [
    ...changes,
    ...left.map((file) => ({
      words: { field: `${file.kind} ${file.name}`, before: sizesApart(file.bytes, 0)[0], after: "none" },
      gone: file,
      put: undefined,
    })),
  ];
}

/** What is said of a PDF or XML that takes another's place makes a new version of the article. */
export const supersedes = ({ gone, put }: FileChange): boolean =>
  gone !== undefined && put !== undefined && isOnly(put.kind);

/** An article has one PDF and one XML, whatever they are called. */
const isOnly = (kind: FileKind): boolean => kind === "pdf" || kind === "xml";

async function described({ kind, name, path }: CandidateFile): Promise<FileChange["put"]> {
  const fault = nameFault(name);
  if (fault) throw new ArticleImportError(fault);
  const mediaType = mediaTypeOf(name);
  if (kind === "pdf" && !(await holdsPdf(path))) throw new ArticleImportError("the PDF beside it is none");
  const size = kind === "figure" && isShown(mediaType) ? await sizeOf(name, path) : undefined;
  return { kind, name, mediaType, path, width: size?.width ?? null, height: size?.height ?? null };
}

/** Viewers take a PDF whose mark stands within its first kilobyte. */
async function holdsPdf(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
    return buffer.subarray(0, bytesRead).includes("%PDF-");
  } finally {
    await file.close();
  }
}

async function sizeOf(name: string, path: string): Promise<{ width: number; height: number }> {
  try {
    const { width, height, orientation = 1 } = await imageSizeFromFile(path);
    // A camera held upright: browsers turn the picture by what its EXIF says.
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch {
    throw new ArticleImportError(`${name} is no picture`);
  }
}

/** Keeps the content of the files that come, and gives what names them in the catalogue once the article is there. */
export async function keepFiles(dataDir: string, changes: readonly FileChange[], now: Date) {
  const kept: { gone: FileChange["gone"]; put: ArticleFile | undefined }[] = [];
  for (const { gone, put } of changes) {
    if (!put) kept.push({ gone, put: undefined });
    else {
      const { path, ...file } = put;
      kept.push({ gone, put: { ...file, ...(await storeFile(dataDir, path)), uploaded: now } });
    }
  }
  return {
    /** Whether a PDF or XML is still to take another's place: another import may have put the same there meanwhile. */
    async supersedes(db: Db | Tx, articleId: number): Promise<boolean> {
      const there = await fileRows(db, articleId);
      return kept.some(
        ({ put }) => put && isOnly(put.kind) && there.some((one) => one.kind === put.kind && one.sha256 !== put.sha256),
      );
    },
    async name(db: Db | Tx, articleId: number): Promise<void> {
      for (const { gone, put } of kept) {
        if (gone) await removeFile(db, articleId, gone);
        if (put) await upsertFile(db, articleId, put);
      }
    },
  };
}
