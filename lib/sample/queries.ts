import type { Db } from "@/lib/db/connection";

/** Takes back what a load that was interrupted left behind: the sample journals' usage, files and articles. */
export async function eraseSample({ $client: sql }: Db): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`create temporary table doomed on commit drop as
      select a.id from articles a join journals j on j.id = a.journal_id where j.sample`;
    await tx`delete from usage_events where article_id in (select id from doomed)`;
    await tx`delete from dirty_article_days where article_id in (select id from doomed)`;
    await tx`delete from article_days where article_id in (select id from doomed)`;
    await tx`delete from articles where id in (select id from doomed)`;
    await tx`delete from special_issues where journal_id in (select id from journals where sample)`;
    await tx`delete from journals where sample`;
  });
}
