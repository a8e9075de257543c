import { decoded } from "@/app/_article/find-article";
import { dayOf, daysBetween } from "@/lib/calendar/day";
import type { Theme } from "@/lib/catalog/accent";
import { parseDoi } from "@/lib/catalog/doi";
import { type JournalSettings, settingsOf } from "@/lib/catalog/settings";
import { articleRowByDoi } from "@/lib/catalog/sql/articles";
import { sharedDb } from "@/lib/db/shared";
import { articleUsage } from "@/lib/usage/article-usage";
import { firstRecordedDay } from "@/lib/usage/queries";

export type ArticleElsewhere = NonNullable<Awaited<ReturnType<typeof articleRowByDoi>>>;

/** The article that an address of other sites names, if its journal lets other sites show it. */
export async function shownElsewhere(
  steps: readonly string[],
  what: "badges" | "embeds",
): Promise<{ article: ArticleElsewhere; settings: JournalSettings } | undefined> {
  const doi = parseDoi(steps.map(decoded).join("/"));
  const article = doi === undefined ? undefined : await articleRowByDoi(sharedDb(), doi);
  const settings = article && (await settingsOf(sharedDb(), article.journal.id));
  return article && settings?.[what] ? { article, settings } : undefined;
}

/** Longest record that is drawn by month. */
const BY_MONTH_DAYS = 3_700;

/** All usage on record, in few enough points for a small chart. */
export async function wholeUsage(articleId: number, now: Date) {
  const since = await firstRecordedDay(sharedDb(), articleId);
  const today = dayOf(now);
  const days = since === undefined ? 0 : daysBetween(since, today);
  const interval = days <= 92 ? "day" : days <= BY_MONTH_DAYS ? "month" : "year";
  return articleUsage(sharedDb(), articleId, { from: undefined, to: today, interval }, now);
}

/** The theme an address asks for; "wrong" for one that is none. */
export function askedTheme(search: URLSearchParams): Theme | undefined | "wrong" {
  const theme = search.get("theme");
  return theme === null || theme === "auto" ? undefined : theme === "light" || theme === "dark" ? theme : "wrong";
}
