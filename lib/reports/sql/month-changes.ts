import { firstDay, type Month } from "@/lib/calendar/month";
import type { Db } from "@/lib/db/connection";

/** Complete months, the newest first, with their last restatement and the codes of why, some of them twice. */
export async function monthChanges({ $client: sql }: Db, first: Month, last: Month) {
  return sql<{ month: Month; completed: string; restated: string | null; reasons: string | null }[]>`
    select to_char(m.month, 'YYYY-MM') as month, date_trunc('second', m.completed) as completed,
      date_trunc('second', max(r.restated)) as restated, string_agg(distinct r.reasons, '') as reasons
    from usage_months m
    left join restatements r on r.day >= m.month and r.day < m.month + interval '1 month' and r.restated > m.completed
    where m.completed is not null and m.month between ${firstDay(first)} and ${firstDay(last)}
    group by m.month, m.completed order by m.month desc`;
}
