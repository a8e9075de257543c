import { cache } from "react";
import type { Article } from "@/lib/catalog/article";
import type { ArticleVersion } from "@/lib/catalog/article-version";
import { articleVersions } from "@/lib/catalog/versions";
import { sharedDb } from "@/lib/db/shared";

/** Asked once a request, for the notice and for the list. */
export const readVersions = cache(
  (article: Article): Promise<ArticleVersion[]> => articleVersions(sharedDb(), article),
);
