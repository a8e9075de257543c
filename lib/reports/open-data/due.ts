import { type Month, monthsOf } from "@/lib/calendar/month";
import type { Availability } from "../counter/availability";

/** What is known of a journal before its months are published. */
export interface JournalState {
  journalId: number;
  /** The first month, of those that are available, of which anything is on record. */
  first: Month | undefined;
  /** Months that are published, and their content is at hand. */
  published: ReadonlySet<Month>;
  /** Months restated since they were published. */
  stale: ReadonlySet<Month>;
}

/**
 * The months of a journal to be published now, the newest first: those that are complete, from its first on record, also one without any
 * reading between others; not those that are published and were not restated since.
 */
export function monthsDue(
  { first, published, stale }: Pick<JournalState, "first" | "published" | "stale">,
  available: Availability | undefined,
): Month[] {
  if (!available || first === undefined) return [];
  return monthsOf(first < available.first ? available.first : first, available.last)
    .filter((month) => !available.open.includes(month) && (!published.has(month) || stale.has(month)))
    .reverse();
}
