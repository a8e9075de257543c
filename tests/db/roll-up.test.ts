import fc from "fast-check";
import { expect, test } from "vitest";
import { countDirty } from "@/lib/counting/count";
import { rollUp } from "@/lib/counting/roll-up";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
const sql = db.$client;
const NOW = new Date("2026-06-15T12:00:00Z");
const DAYS = ["2026-04-30", "2026-05-01", "2026-05-31", "2026-06-01", "2026-06-14"];
const MEASURES =
  "sum(abstract_views)::int as a, sum(full_text_views)::int as f, sum(pdf_downloads)::int as p, sum(total_item_investigations)::int as tii, sum(unique_item_investigations)::int as uii, sum(total_item_requests)::int as tir, sum(unique_item_requests)::int as uir";

const articles: number[] = [];
for (let i = 0; i < 4; i += 1) articles.push((await anArticle(db)).id);
await sql`insert into special_issues (journal_id, slug, title) select id, 's', 'S' from journals`;
const [journal] = await sql<{ id: number }[]>`select id from journals`;
const [issue] = await sql<{ id: number }[]>`select id from special_issues`;

/** As the counter does: the article's day is replaced, and the day is marked, at once. */
async function countDay(articleId: number, day: string, views: number, lane: string): Promise<void> {
  await sql.begin(async (tx) => {
    for (const table of ["article_days", "article_country_days", "article_referrer_days"])
      await tx`delete from ${tx(table)} where article_id = ${articleId} and day = ${day}`;
    await tx`
      insert into article_days (article_id, day, lane, access_type, access_method, year, abstract_views, full_text_views,
        pdf_downloads, other_requests, other_investigations, total_item_investigations, unique_item_investigations,
        total_item_requests, unique_item_requests, no_license, limit_exceeded, searches_platform, method_version)
      select ${articleId}, ${day}, ${lane}, t, 'r', 2024, ${views}, ${views + 1}, ${views + 2}, 0, 0, ${views + 3}, ${views + 4}, ${views + 5}, ${views + 6}, 0, 0, 0, 'm'
      from unnest(array['o', 'c']::"char"[]) t`;
    if (lane === "r") {
      await tx`insert into article_country_days (article_id, day, country, access_type, access_method, year, total_item_investigations, unique_item_investigations, total_item_requests, unique_item_requests)
        values (${articleId}, ${day}, 'CH', 'o', 'r', 2024, ${views}, 0, 1, 0)`;
      // Where nothing but a refusal was: no place that anybody read from.
      await tx`insert into article_country_days (article_id, day, country, access_type, access_method, year, total_item_investigations, unique_item_investigations, total_item_requests, unique_item_requests, no_license)
        values (${articleId}, ${day}, 'US', 'c', 'r', 2024, 0, 0, 0, 0, 1)`;
      await tx`insert into article_referrer_days (article_id, day, referrer, total_item_investigations, total_item_requests)
        values (${articleId}, ${day}, ${1 + (views % 2)}, ${views}, 1)`;
    }
    await tx`insert into changed_days (day) values (${day})`;
  });
}

const KINDS = `(values ('j', ''), ('s', a.special_issue_id::text), ('t', a.type), ('c', a.section), ('y', a.year::text)) g (kind, key)`;

async function expectRolledUp(): Promise<void> {
  const counted = await sql.unsafe(`
    select a.journal_id, g.kind, g.key, d.day::text, ${MEASURES}
    from article_days d join articles a on a.id = d.article_id cross join lateral ${KINDS}
    where d.lane = 'r' and g.key is not null group by 1, 2, 3, 4 order by 1, 2, 3, 4`);
  const rolled = await sql.unsafe(
    `select journal_id, kind::text, key, day::text, ${MEASURES} from group_days group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
  );
  expect([...rolled]).toEqual([...counted]);
  for (const [table, from, place] of [
    ["group_country_days", "article_country_days", "country"],
    ["group_referrer_days", "article_referrer_days", "referrer"],
  ]) {
    const sums = "sum(d.total_item_investigations)::int as tii, sum(d.total_item_requests)::int as tir";
    const here = await sql.unsafe(`
      select a.journal_id, g.kind, g.key, d.day::text, d.${place}::text as place, ${sums}
      from ${from} d join articles a on a.id = d.article_id cross join lateral ${KINDS}
      where g.kind in ('j', 's') and g.key is not null and d.total_item_investigations + d.total_item_requests > 0
      group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`);
    const there = await sql.unsafe(
      `select journal_id, kind::text, key, day::text, ${place}::text as place, ${sums} from ${table} d group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`,
    );
    expect([...there], table).toEqual([...here]);
  }
  const months = await sql.unsafe(`
    select article_id, date_trunc('month', day)::date::text as month, ${MEASURES} from article_days d
    where lane = 'r' and day < '2026-06-01' and exists (select from articles a where a.id = d.article_id) group by 1, 2 order by 1, 2`);
  const rolledMonths = await sql.unsafe(
    `select article_id, month::text, ${MEASURES} from article_months m
     where exists (select from rolled_articles r where r.article_id = m.article_id) group by 1, 2 order by 1, 2`,
  );
  expect([...rolledMonths]).toEqual([...months]);
}

const step = fc.oneof(
  fc.record({
    kind: fc.constant("count" as const),
    article: fc.nat({ max: 3 }),
    day: fc.constantFrom(...DAYS),
    views: fc.nat({ max: 50 }),
    lane: fc.constantFrom("r", "r", "r", "k"),
  }),
  fc.record({
    kind: fc.constant("regroup" as const),
    article: fc.nat({ max: 3 }),
    type: fc.constantFrom(null, "Review", "Article"),
    section: fc.constantFrom(null, "Cardiology"),
    special: fc.boolean(),
    year: fc.constantFrom(2024, 2025),
  }),
  fc.record({ kind: fc.constant("roll up" as const), times: fc.constantFrom(1, 2) }),
);

test("sums over groups and months are those of the article-days, whatever changes between, by one process or two", async () => {
  await sql`insert into counting_state (id, counted_through) values (1, ${NOW.toISOString()})
    on conflict (id) do update set counted_through = excluded.counted_through`;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      for (const one of steps) {
        const article = articles["article" in one ? one.article : 0] ?? 0;
        if (one.kind === "count") await countDay(article, one.day, one.views, one.lane);
        else if (one.kind === "regroup")
          await sql`update articles set type = ${one.type}, section = ${one.section}, year = ${one.year},
            special_issue_id = ${one.special ? (issue?.id ?? null) : null} where id = ${article}`;
        else await Promise.all(Array.from({ length: one.times }, () => rollUp(db, NOW)));
      }
      await rollUp(db, NOW);
      await expectRolledUp();
      const [left] = await sql<{ n: number }[]>`select count(*)::int as n from changed_days`;
      expect(left?.n).toBe(0);
    }),
    { numRuns: 40 },
  );
});

test("a month is rolled up as one once it is over, though nothing of it changes any more", async () => {
  await countDay(articles[0] ?? 0, "2026-06-14", 9, "r");
  await rollUp(db, NOW);
  const june = () => sql`select from rolled_months where month = '2026-06-01'`;
  expect(await june()).toHaveLength(0);
  await rollUp(db, new Date("2026-07-01T00:00:10Z"));
  expect(await june()).toHaveLength(1);
  const [row] = await sql<{ same: boolean }[]>`
    select (select sum(total_item_requests) from article_months where month = '2026-06-01')
      = (select sum(total_item_requests) from article_days where lane = 'r' and day >= '2026-06-01') as same`;
  expect(row?.same).toBe(true);
});

test("what is counted is marked by the count itself, and an article that is gone is in no sum", async () => {
  const { id } = await anArticle(db, { type: "Gone" });
  const at = "2026-06-10T10:00:00Z";
  await sql`insert into visitor_secrets (day, secret, destroy_after) values ('2026-06-10', 'x', now()) on conflict do nothing`;
  await sql`create table if not exists usage_events_2026_06 partition of usage_events for values from ('2026-06-01') to ('2026-07-01')`;
  await sql`
    insert into usage_events (at, visitor, article_id, year, action, lane, lane_reason, access_type, access_method)
    values (${at}, 1, ${id}, 2024, 'p', 'r', 'r', 'o', 'r')`;
  await sql`insert into dirty_article_days (article_id, day) values (${id}, '2026-06-10')`;
  await countDirty(db);
  await rollUp(db, NOW);
  const gone = () => sql`select from group_days where kind = 't' and key = 'Gone'`;
  expect(await gone()).toHaveLength(1);
  const [state] = await sql<{ ok: boolean }[]>`select rolled_through <= counted_through as ok from counting_state`;
  expect(state?.ok).toBe(true);
  await sql`delete from articles where id = ${id}`;
  await rollUp(db, NOW);
  expect(await gone()).toHaveLength(0);
  expect(journal).toBeDefined();
});
