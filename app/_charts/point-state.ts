import { addDays } from "@/lib/calendar/day";
import { nextStart } from "@/lib/calendar/interval";
import type { ArticleUsage } from "@/lib/usage/article-usage";
import type { UsagePoint } from "@/lib/usage/series";

/** What a point's figures are: final, growing, not there yet (which is not zero), or those of a part of the interval. */
export type PointState = "whole" | "counting" | "waiting" | "part";

/** The state of a point, by how far counting has come. */
export function pointState(
  point: UsagePoint,
  { countedThrough, interval, to }: Pick<ArticleUsage, "countedThrough" | "interval" | "to">,
): PointState {
  if (countedThrough === null || point.start > countedThrough.slice(0, 10)) return "waiting";
  const end = addDays(nextStart(interval, point.start), -1);
  const last = end < to ? end : to;
  if (countedThrough < `${last}T23:59:59Z`) return "counting";
  return point.partial ? "part" : "whole";
}

export const STATE_WORDS: Record<PointState, string> = {
  whole: "",
  counting: "still counting",
  waiting: "not counted yet",
  part: "part of it only",
};
