import { findSettings } from "@/app/_article/find-settings";
import type { Article } from "@/lib/catalog/article";
import type { RobotRules } from "@/lib/collector/lane-words";
import type { JournalLimits } from "@/lib/explain/own-requests";

type Limits = Pick<RobotRules, "articlesPerMinute" | "requestsPerDay">;

/** The limits that hold for an article: its journal's own, else the site's. */
export const robotRulesOf = async ({ journal }: Pick<Article, "journal">, site: Limits): Promise<Limits> =>
  limitsIn(await findSettings(journal.id), site);

/** The limits that hold in a journal: its own, else the site's. */
export const limitsIn = ({ robotArticlesPerMinute, robotRequestsPerDay }: JournalLimits, site: Limits): Limits => ({
  articlesPerMinute: robotArticlesPerMinute ?? site.articlesPerMinute,
  requestsPerDay: robotRequestsPerDay ?? site.requestsPerDay,
});
