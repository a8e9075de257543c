import type { TransactionSql } from "postgres";
import type { Day } from "@/lib/calendar/day";

/** Articles are counted in stripes by their ids, so that several counters share the work without meeting in one article. */
export const STRIPES: readonly number[] = Array.from({ length: 64 }, (_, stripe) => stripe);

/** Dirty marks that one recount has taken. The days stand beside the id because marks are found by them. */
export interface Claim {
  id: string;
  stripes: number[];
  from: Day;
  to: Day;
}

/** The condition that picks the claim's marks, by their index. */
export const claimed = (tx: TransactionSql, { id, from, to }: Claim) =>
  tx`day between ${from} and ${to} and claim = ${id}`;

/** Takes every mark of the stripes and days. Returns how many there were. */
export async function claimMarks(tx: TransactionSql, { id, stripes, from, to }: Claim): Promise<number> {
  const { count } = await tx`
    update dirty_article_days set claim = ${id}
    where article_id % 64 = any(${stripes}::int[]) and day between ${from} and ${to}`;
  return count;
}

/** The marks are done with; what sums up their days is not. */
export async function releaseClaimed(tx: TransactionSql, claim: Claim): Promise<void> {
  await tx`insert into changed_days (day) select distinct day from dirty_article_days where ${claimed(tx, claim)}`;
  await tx`delete from dirty_article_days where ${claimed(tx, claim)}`;
}
