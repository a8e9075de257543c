import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";

/** So many requests for an article, by DOI, that were dropped for one reason on one day. */
export interface DroppedRequests {
  doi: string;
  day: Day;
  /** A code of TALLIED_REASON_CODES. */
  reason: string;
  requests: number;
}

/**
 * Adds to the tallies; DOIs of nothing are left out. Written at most once: fails with 23505 when the id is known. Rows are touched in one
 * order by every process, so that no two wait for each other.
 */
export async function addDropped(
  { $client: sql }: Db,
  batchId: string,
  dropped: readonly DroppedRequests[],
): Promise<void> {
  await sql`
    with batch as (insert into recorded_batches (id) values (${batchId}))
    insert into dropped_days (article_id, day, reason, requests)
    select a.id, d.day, d.reason::"char", sum(d.requests)::int
    from unnest(
      ${dropped.map(({ doi }) => doi)}::text[], ${dropped.map(({ day }) => day)}::text[]::date[],
      ${dropped.map(({ reason }) => reason)}::text[], ${dropped.map(({ requests }) => requests)}::int[]
    ) as d (doi, day, reason, requests)
    join articles a on a.doi_key = d.doi
    group by 1, 2, 3
    order by 1, 2, 3
    on conflict (article_id, day, reason) do update set requests = dropped_days.requests + excluded.requests`;
}
