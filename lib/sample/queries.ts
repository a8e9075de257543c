import type { Db } from "@/lib/db/connection";

const COUNTED = [
  "usage_events",
  "early_clicks",
  "dirty_article_days",
  "dropped_days",
  "article_days",
  "article_country_days",
  "article_referrer_days",
  "article_institution_days",
  "restatements",
];

/** Takes back what a load that was interrupted left behind: the sample journals' usage, files and articles. */
export async function eraseSample({ $client: sql }: Db): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`create temporary table doomed on commit drop as
      select a.id from articles a join journals j on j.id = a.journal_id where j.sample`;
    for (const table of COUNTED) await tx`delete from ${tx(table)} where article_id in (select id from doomed)`;
    await tx`delete from articles where id in (select id from doomed)`;
    await tx`delete from special_issues where journal_id in (select id from journals where sample)`;
    await tx`delete from journals where sample`;
  });
}

/**
 * Months that were simulated are taken for written in their own time, so that they are complete, and reported, from the first day on. Where
 * there are other journals, their months wait as ever.
 */
export async function settleMonths({ $client: sql }: Db): Promise<void> {
  await sql`
    update usage_months set
      opened = least(opened, (month + interval '1 month' - interval '1 day')::date),
      touched = least(touched, (month + interval '1 month' - interval '1 day')::date)
    where completed is null and not exists (select from journals where not sample)`;
}
