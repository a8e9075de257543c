import type { Article } from "@/lib/catalog/article";
import { fullTextOf } from "@/lib/catalog/full-text";
import type { JatsDocument } from "@/lib/catalog/jats/document";
import { faultReason } from "@/lib/db/faults";
import { readEnv } from "@/lib/env";

/** A file that cannot be read leaves a page that says there is no text, and a line in the log. */
export async function readText(article: Article): Promise<JatsDocument | undefined> {
  try {
    return await fullTextOf(readEnv().DATA_DIR, article);
  } catch (fault) {
    console.error(`The text of ${article.doi} could not be read: ${faultReason(fault)}`);
    return undefined;
  }
}
