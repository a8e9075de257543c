import type { Db } from "@/lib/db/connection";
import type { Article } from "./article";
import type { ArticleVersion } from "./article-version";
import { supersededFileRows, versionRows } from "./sql/versions";

/** An article's versions, the latest first, each with the PDF and XML it has or had. */
export async function articleVersions(db: Db, article: Pick<Article, "id" | "files">): Promise<ArticleVersion[]> {
  const versions = await versionRows(db, article.id);
  const superseded = versions.length > 1 ? await supersededFileRows(db, article.id) : [];
  return versions.map((version, i) => ({
    ...version,
    files:
      i === 0
        ? article.files.filter(({ kind }) => kind === "pdf" || kind === "xml")
        : superseded.filter((file) => file.version === version.number),
  }));
}
