import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { connect, type Db } from "@/lib/db/connection";
import { startEmbedded } from "@/lib/db/embedded/server";
import { migrate } from "@/lib/db/migrate";

export const MANY = 100_000;

/**
 * A catalogue of 100,000 articles: one journal of 70,000 in thirty volumes and three smaller ones, each article with an abstract of a
 * hundred words, five authors and five keywords, of which some are as common as words are, and a third in one of 600 special issues.
 */
export async function manyArticles(dataDir?: string): Promise<{ db: Db; stop: () => Promise<void> }> {
  const folder = dataDir ?? mkdtempSync(path.join(os.tmpdir(), "footfall-bench-"));
  const server = await startEmbedded(folder);
  await migrate(server.connection);
  const db = connect(server.connection, 4, "bench");
  const [row] = await db.$client<{ n: number }[]>`select count(*)::int as n from journals`;
  if (row?.n === 0) await fill(db);
  return {
    db,
    stop: async () => {
      await db.$client.end({ timeout: 5 });
      await server.stop();
      if (dataDir === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function fill({ $client: sql }: Db): Promise<void> {
  await sql.unsafe(`
    set synchronous_commit = off;
    select setseed(0.302);
    create temporary table sentences as
      select n, string_agg(
        (array['car','neu','hep','gly','ost','vas','imm','pro','dia','mic','sero','psy','endo','onc','der','pul'])[1 + floor(16 * power(random(), 2))::int]
        || (array['dio','ra','ato','co','eo','cu','uno','te','be','ro','li','cho','cri','olo','mato','mo'])[1 + floor(16 * power(random(), 2))::int]
        || (array['lar','sis','genic','tic','pathy','metric','logy','gram','tide','zyme','phage','cyte','blast','static','trophic','lysis',
          'form','kine','scopic','plasty','tomy','ectomy','itis','osis','emia','uria','algia','penia'])[1 + floor(28 * power(random(), 2))::int],
        ' ' order by g) as words
      from generate_series(0, 9999) n, generate_series(1, 10) g group by n;
    create unique index on sentences (n);
    insert into journals (issn, title, abbreviation, publisher)
      select '999' || j || '-000' || j, 'Journal ' || j, 'J. ' || j, 'Bench' from generate_series(1, 4) j;
    insert into special_issues (journal_id, slug, title)
      select 1 + s % 4, 'special-' || s, 'Special issue ' || s from generate_series(1, 600) s;
    insert into articles (journal_id, special_issue_id, doi, title, volume, issue, first_page, last_page, year, published, added,
      keywords, keyword_keys, abstract, license, license_url)
    select j, case when a % 3 = 0 then 1 + (a / 3 % 150) * 4 + (j + 2) % 4 end, '10.5555/many.' || a,
      (select words from sentences s where s.n = (a::bigint * 7919) % 10000),
      (1 + a * 30 / ${MANY})::text, (1 + (a * 30 / (${MANY} / 12)) % 12)::text, case when a > ${MANY} / 2 then a::text else (a * 10)::text end, null,
      1996 + a * 30 / ${MANY}, '1996-01-01'::date + a * 10950 / ${MANY}, '2026-11-01', k, k,
      (select string_agg(words, ' ') from generate_series(1, 10) g join sentences s on s.n = (a::bigint * 31 + g * g * 977) % 10000),
      'CC BY 4.0', 'https://creativecommons.org/licenses/by/4.0/'
    from (select a, case when a % 10 < 7 then 1 else a % 10 - 5 end as j from generate_series(1, ${MANY}) a) a,
      lateral (select array_agg(distinct 'topic ' || floor(20000 * power(random(), 4))::int + 0 * g * a) as k from generate_series(1, 5) g) k;
    update articles set joined = added where special_issue_id is not null;
    insert into article_authors (article_id, position, given, family)
      select a.id, g, chr(65 + (a.id * g) % 26) || '.', initcap(split_part(s.words, ' ', 2 * g))
      from articles a join sentences s on s.n = a.id % 10000, generate_series(1, 5) g;
    insert into article_affiliations (article_id, position, name) select id, 1, 'University ' || id % 900 from articles;
    update articles a set
      search = setweight(to_tsvector('english', a.title), 'A') || setweight(to_tsvector('simple', x.people), 'B')
        || setweight(to_tsvector('english', array_to_string(a.keywords, ' ')), 'B') || setweight(to_tsvector('english', a.abstract), 'C'),
      search_text = lower(concat_ws(' ', a.title, x.people, array_to_string(a.keywords, ' ')))
    from (select article_id, string_agg(given || ' ' || family, ' ' order by position) as people from article_authors group by 1) x
    where x.article_id = a.id;`);
  await sql.unsafe("vacuum full analyze articles");
  await sql.unsafe("vacuum analyze");
}
