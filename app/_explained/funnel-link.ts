import { type Day, daysBetween } from "@/lib/calendar/day";
import { LONGEST_DAYS } from "@/lib/explain/asked-days";

/** The funnel of an article: of the days that are looked at, or where those are too many of the usual ones. */
export function funnelHref(doi: string, { from, to }: { from: Day; to: Day }): string {
  const days = daysBetween(from, to) < LONGEST_DAYS ? { from, to } : {};
  return `/how-we-count?${new URLSearchParams({ doi, ...days })}#funnel`;
}
