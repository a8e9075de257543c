import { parseChartView, type SearchParams } from "@/app/_charts/chart-view";
import type { Range } from "@/lib/calendar/comparison";
import { addDays, type Day, dayOf } from "@/lib/calendar/day";
import { wholeMonths } from "@/lib/calendar/month";
import type { Article } from "@/lib/catalog/article";
import { type JournalSettings, smallNumbersOf } from "@/lib/catalog/settings";
import { faultReason } from "@/lib/db/faults";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { articleNoted } from "@/lib/usage/noted";
import { type WhereFrom, whereFrom } from "@/lib/usage/places";
import { countedThroughRow, firstRecordedDay } from "@/lib/usage/queries";
import type { Annotation } from "@/lib/usage/sql/annotations";
import { type Kinds, kindsRow } from "@/lib/usage/sql/kinds";
import { articleStanding, type Standing } from "@/lib/usage/standings";

/** What the page of metrics says beyond the chart, of the same days. */
export interface MetricsRead {
  from: Day;
  to: Day;
  countedThrough: string | undefined;
  kinds: Kinds;
  /** Which places the journal shows. */
  shown: { countries: boolean; referrers: boolean };
  /** Undefined before anything is counted, or where the journal shows none. */
  places: PlacesRead | undefined;
  standing: Standing | undefined;
  annotations: Annotation[];
  least: number;
}

/** Where readers were and what led them here, of whole months: other days beside them would tell who came on one. */
export interface PlacesRead extends Range, WhereFrom {
  /** The article's investigations in these months, wherever from. */
  total: number;
}

/** Undefined when the figures cannot be read; the page stands without them. */
export async function readMetrics(
  article: Article,
  search: SearchParams,
  settings: JournalSettings,
): Promise<MetricsRead | undefined> {
  const db = sharedDb();
  try {
    const counted = await countedThroughRow(db);
    const recordedSince = await firstRecordedDay(db, article.id);
    const { view } = parseChartView(search, recordedSince, new Date());
    const { to } = view;
    const from = view.from ?? (recordedSince !== undefined && recordedSince < to ? recordedSince : to);
    return await metricsOf(article, { from, to, countedThrough: counted?.toISOString() }, settings);
  } catch (fault) {
    console.error(`The metrics of ${article.doi} could not be read: ${faultReason(fault)}`);
    return undefined;
  }
}

/** The same of days that are known; only what the journal shows. */
export async function metricsOf(
  article: Article,
  { from, to, countedThrough }: Pick<MetricsRead, "from" | "to" | "countedThrough">,
  settings: JournalSettings,
): Promise<MetricsRead> {
  const db = sharedDb();
  const least = smallNumbersOf(settings, readEnv());
  const shown = { countries: settings.showCountries, referrers: settings.showReferrers };
  const months =
    (shown.countries || shown.referrers) &&
    countedThrough &&
    wholeMonths({ from, to }, addDays(dayOf(new Date(countedThrough)), -1));
  const [kinds, places, standing, annotations] = await Promise.all([
    kindsRow(db, article.id, from, to),
    months ? placesOf(article.id, { ...months, least }) : undefined,
    settings.showStanding ? articleStanding(db, article) : undefined,
    articleNoted(db, article.id, { from, to }),
  ]);
  return { from, to, countedThrough, kinds, shown, places, standing, annotations, least };
}

async function placesOf(articleId: number, days: Range & { least: number }): Promise<PlacesRead> {
  const db = sharedDb();
  const [places, kinds] = await Promise.all([
    whereFrom(db, articleId, days),
    kindsRow(db, articleId, days.from, days.to),
  ]);
  return { from: days.from, to: days.to, ...places, total: kinds.totalItemInvestigations };
}
