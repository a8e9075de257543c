import { dayOf } from "@/lib/calendar/day";
import type { Article } from "@/lib/catalog/article";
import type { DatedCount } from "@/lib/catalog/machine/json-ld";
import { settingsOf } from "@/lib/catalog/settings";
import type { Db } from "@/lib/db/connection";
import { faultReason } from "@/lib/db/faults";
import { articleUsage } from "./article-usage";

/**
 * All usage of an article on record, for programs that read what is said of it. None where its journal does not show it so, and none when it
 * cannot be read: the rest is said without.
 */
export async function datedCounts(
  db: Db,
  { id, doi, journal }: Pick<Article, "id" | "doi" | "journal">,
  now: Date,
): Promise<DatedCount[]> {
  try {
    if (!(await settingsOf(db, journal.id)).showInJsonLd) return [];
    const usage = await articleUsage(db, id, { from: undefined, to: dayOf(now), interval: "year" }, now);
    const { recordedSince, countedThrough, methodVersion, totals } = usage;
    if (recordedSince === null || countedThrough === null) return [];
    const dated = { from: recordedSince, through: countedThrough, method: methodVersion };
    return [
      { action: "ViewAction", count: totals.abstractViews, ...dated },
      { action: "ReadAction", count: totals.fullTextViews, ...dated },
      { action: "DownloadAction", count: totals.pdfDownloads, ...dated },
    ];
  } catch (fault) {
    console.error(`The figures of ${doi} could not be read: ${faultReason(fault)}`);
    return [];
  }
}
