import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { articleByDoi, issueArticles, neighbours, specialIssueArticles } from "@/lib/catalog/articles";
import { articleAddressRows } from "@/lib/catalog/sql/articles";
import { articleParts } from "@/lib/catalog/sql/journals";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
const sql = db.$client;

/** What is meant: by the number that volume and issue begin with and that the page holds, numbers first, then as it stands. */
const ORDER = `
  nullif(regexp_replace(volume, '\\D.*$', ''), '')::numeric nulls last, volume collate "C",
  nullif(regexp_replace(issue, '\\D.*$', ''), '')::numeric nulls last, issue collate "C",
  nullif(regexp_replace(first_page, '\\D', '', 'g'), '')::numeric nulls last, first_page collate "C"`;

const step = fc.oneof(
  fc.constantFrom("1", "2", "9", "10", "11", "01", "0", "99", "100", "12-13", "S1", "Suppl", "Suppl 2", "1a", "A"),
  fc.nat(300).map(String),
);
const page = fc.oneof(
  fc.nat(2_000).map(String),
  fc.nat(300).map((n) => `e${n}`),
  fc.constantFrom(
    "i",
    "ii",
    "iv",
    "ix",
    "xii",
    "S12",
    "S1-S9",
    "12a",
    "12b",
    "e12",
    "E12",
    "012",
    "0",
    "é",
    "z",
    "１２",
  ),
  fc.constantFrom("123456789012345678901234567890", "10.1371", "a\u00011"),
  fc.string({ minLength: 1, maxLength: 4 }).filter((text) => !text.includes("\0")),
);
const key = ({ volume, issue, page }: { volume: string; issue: string; page: string }) =>
  JSON.stringify([volume, issue, page]);
/** Few volumes and issues, so that many articles differ by their pages alone. */
const places = fc
  .tuple(fc.array(step, { minLength: 1, maxLength: 3 }), fc.array(step, { minLength: 1, maxLength: 3 }))
  .chain(([volumes, issues]) =>
    fc.uniqueArray(
      fc.record({
        volume: fc.constantFrom(...volumes),
        issue: fc.constantFrom(...issues),
        page,
        special: fc.option(fc.nat(1)),
      }),
      { minLength: 1, maxLength: 30, selector: key },
    ),
  );

describe("articles beside one", () => {
  test("are those before and after it in the order of the journal, whatever volumes, issues and pages are called", async () => {
    await anArticle(db);
    await sql`insert into special_issues (journal_id, slug, title) select min(id), s, s from journals, unnest(array['a', 'b']) s group by s`;
    const specials = (await sql<{ id: number }[]>`select id from special_issues order by id`).map(({ id }) => id);
    await fc.assert(
      fc.asyncProperty(places, async (places) => {
        await sql`delete from articles`;
        await sql`
          insert into articles (journal_id, special_issue_id, doi, title, volume, issue, first_page, year)
          select (select min(id) from journals), special, '10.5555/' || n, 'T', volume, issue, page, 2020
          from unnest(${places.map(({ volume }) => volume)}::text[], ${places.map(({ issue }) => issue)}::text[],
            ${places.map(({ page }) => page)}::text[],
            ${places.map(({ special }) => (special === null ? null : (specials[special] ?? null)))}::int[])
            with ordinality as p (volume, issue, page, special, n)`;
        for (const [within, group] of [
          ["journal", "journal_id"],
          ["special issue", "special_issue_id"],
        ] as const) {
          const expected = await sql.unsafe<{ doi: string; previous: string | null; next: string | null }[]>(`
            select doi, lag(doi) over w as previous, lead(doi) over w as next from articles
            where ${group} is not null window w as (partition by ${group} order by ${ORDER})`);
          for (const { doi, previous, next } of expected) {
            const article = await articleByDoi(db, doi);
            if (!article) throw new Error("no article");
            const found = await neighbours(db, article, within);
            expect({ doi, previous: found.previous?.doi ?? null, next: found.next?.doi ?? null }).toEqual({
              doi,
              previous,
              next,
            });
          }
        }
        for (const id of specials) {
          const listed = (await specialIssueArticles(db, id)).map(({ doi }) => doi);
          const expected = await sql.unsafe<{ doi: string }[]>(
            `select doi from articles where special_issue_id = ${id} order by ${ORDER}`,
          );
          expect(listed).toEqual(expected.map(({ doi }) => doi));
        }
      }),
      { numRuns: 40 },
    );
  });

  test("are none at the ends, and of no special issue where there is none", async () => {
    await sql`delete from articles`;
    const only = await anArticle(db);
    const article = await articleByDoi(db, only.doi);
    if (!article) throw new Error("no article");
    expect(await neighbours(db, article, "journal")).toEqual({ previous: undefined, next: undefined });
    expect(await neighbours(db, article, "special issue")).toEqual({ previous: undefined, next: undefined });
  });

  test("are found in a step or two among a hundred thousand", async () => {
    await sql`
      insert into articles (journal_id, doi, title, volume, issue, first_page, year)
      select (select min(id) from journals), '10.5555/many.' || n, 'T', (n / 1000)::text, (n / 100 % 10)::text, 'e' || n, 2020
      from generate_series(1, 100000) n`;
    await sql`vacuum analyze articles`;
    const plan = await sql.unsafe<{ "QUERY PLAN": string }[]>(`
      explain (analyze, buffers) select id from articles where journal_id = (select min(id) from journals)
        and place collate "C" > (select place from articles where doi = '10.5555/many.47113') order by place collate "C" limit 1`);
    const said = plan.map((line) => line["QUERY PLAN"]).join("\n");
    expect(said).toContain("articles_place");
    expect(said).not.toContain("Sort");
    const article = await articleByDoi(db, "10.5555/many.47113");
    if (!article) throw new Error("no article");
    const { previous, next } = await neighbours(db, article, "journal");
    expect([previous?.firstPage, next?.firstPage]).toEqual(["e47112", "e47114"]);
    const lines = await issueArticles(db, article.journal.id, "47", "1");
    expect(lines.map(({ firstPage }) => firstPage)).toEqual(Array.from({ length: 100 }, (_, n) => `e${47_100 + n}`));
  });
});

test("parts of a map of the site are told by the ids that are there", async () => {
  const [journal] = await sql<{ id: number; issn: string }[]>`select id, issn from journals limit 1`;
  const rows = await sql<{ part: number }[]>`select distinct id / 1000 as part from articles order by 1`;
  const parts = await articleParts(db, 1000);
  expect(parts.map(({ issn, part }) => ({ issn, part }))).toEqual(
    rows.map(({ part }) => ({ issn: journal?.issn, part })),
  );
  expect(await articleParts(db, 1000, journal?.id)).toEqual(parts);
  expect(await articleParts(db, 1000, -1)).toEqual([]);
});

test("a map of the site says when an article last changed, or was added, and of a part the latest", async () => {
  const { id } = await anArticle(db);
  const [article] = await sql<{ journal: number; added: string; latest: string }[]>`
    select journal_id as journal, added, (select max(added) from articles b where b.journal_id = a.journal_id) as latest
    from articles a where id = ${id}`;
  const mapped = async () => (await articleAddressRows(db, article?.journal ?? 0, id, id + 1))[0]?.changed;
  expect(await mapped()).toEqual(new Date(article?.added ?? 0));
  const later = new Date(Date.parse(article?.latest ?? "") + 86_400_000);
  await sql`
    insert into article_changes (article_id, at, source, changes) values (${id}, ${later.toISOString()}, 'a test', '[]')`;
  expect(await mapped()).toEqual(later);
  const parts = await articleParts(db, 1000, article?.journal);
  expect(parts.find(({ part }) => part === Math.floor(id / 1000))?.changed).toEqual(later);
});
