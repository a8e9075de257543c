import { findSettings } from "@/app/_article/find-settings";
import type { Article } from "@/lib/catalog/article";
import type { RobotRules } from "@/lib/collector/lane-words";

/** The limits that hold for an article: its journal's own, else the site's. */
export async function robotRulesOf(
  { journal }: Pick<Article, "journal">,
  site: Pick<RobotRules, "articlesPerMinute" | "requestsPerDay">,
): Promise<Pick<RobotRules, "articlesPerMinute" | "requestsPerDay">> {
  const { robotArticlesPerMinute, robotRequestsPerDay } = await findSettings(journal.id);
  return {
    articlesPerMinute: robotArticlesPerMinute ?? site.articlesPerMinute,
    requestsPerDay: robotRequestsPerDay ?? site.requestsPerDay,
  };
}
