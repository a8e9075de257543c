import { type Article, type ArticleFile, articlePath, attachmentPath, versionOf } from "@/lib/catalog/article";
import { fileMeant, type NamedFile } from "@/lib/catalog/jats/named-files";
import { isShown } from "@/lib/catalog/media-type";

/** A figure or supplement as pages show and offer it. */
export interface Attached {
  file: ArticleFile;
  /** Where it is opened by itself, which is recorded. */
  href: string;
  /** Where a page takes it from to show it as a part of itself; undefined for what browsers do not show. */
  shown: string | undefined;
}

export type AttachedFiles = (kind: NamedFile["kind"], reference: string) => Attached | undefined;

export function attached(article: Article, file: ArticleFile): Attached {
  const href = attachmentPath(articlePath(article.journal.issn, article), file);
  const isPicture = file.kind === "figure" && isShown(file.mediaType);
  return { file, href, shown: isPicture ? `${href}?shown=${versionOf(file)}` : undefined };
}

/** Finds the files that the article's text means by its references. */
export const attachedFiles = (article: Article): AttachedFiles => {
  const files = article.files.filter(({ kind }) => kind === "figure" || kind === "supplement");
  return (kind, reference) => {
    const file = fileMeant(
      reference,
      files.filter((one) => one.kind === kind),
    );
    return file && attached(article, file);
  };
};
