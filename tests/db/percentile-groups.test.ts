import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays } from "@/lib/calendar/day";
import { changeSettings } from "@/lib/catalog/sql/settings";
import { journalStands } from "@/lib/usage/journal-figures";
import { ageStandingRows, articleStandingRows } from "@/lib/usage/sql/standings";
import { articleStanding, FEWEST_ARTICLES, percentileOf, standJournals } from "@/lib/usage/standings";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
const sql = db.$client;
const NOON = new Date("2026-06-30T12:00:00Z");

interface Read {
  id: number;
  type: string | null;
  section: string | null;
  published: string;
  /** Views on its first day, and ten days later. */
  total: number;
}
const articles: Read[] = [];
let journalId = 0;
let minutes = 0;

/** Standings by a setting, worked out a while after the last. */
async function stand(percentiles: string): Promise<number> {
  minutes += 5;
  const now = new Date(NOON.getTime() + minutes * 60_000);
  await changeSettings(db, journalId, { percentiles }, { personId: null, now: new Date(now.getTime() - 30_000) });
  return standJournals(db, now);
}

beforeAll(async () => {
  // Thirty reviews, twenty-five papers of two sections, five letters and an article of no type; the reviews are of two ages.
  const kinds: [type: string | null, section: string | null, n: number][] = [
    ["Review", "Hearts", 30],
    ["Article", "Hearts", 13],
    ["Article", "Lungs", 12],
    ["Letter", "Lungs", 5],
    [null, null, 1],
  ];
  for (const [type, section, n] of kinds)
    for (let i = 0; i < n; i += 1) {
      const published = type === "Review" && i >= 22 ? "2026-06-01" : "2026-03-01";
      const total = 1 + ((articles.length * 37) % 61);
      const { id } = await anArticle(db, { published });
      await sql`update articles set type = ${type}, section = ${section} where id = ${id}`;
      articles.push({ id, type, section, published, total });
      for (const day of [published, addDays(published, 10)])
        await sql`
          insert into article_days (article_id, day, lane, access_type, access_method, year, abstract_views, full_text_views,
            pdf_downloads, other_requests, other_investigations, total_item_investigations, unique_item_investigations,
            total_item_requests, unique_item_requests, no_license, limit_exceeded, searches_platform, method_version)
          values (${id}, ${day}, 'r', 'o', 'r', 2026, 0, 0, ${total}, 0, 0, ${total}, ${total}, ${total}, ${total}, 0, 0, 0, 'm')`;
    }
  await sql`insert into counting_state (id, counted_through) values (1, ${NOON.toISOString()})
    on conflict (id) do update set counted_through = excluded.counted_through`;
  const [row] = await sql<{ id: number }[]>`select id from journals`;
  journalId = row?.id ?? 0;
});
afterAll(async () => void (await sql`truncate journal_settings`));

/** What somebody with paper and pencil would say of an article at an age. */
function plainly(article: Read, peers: readonly Read[], age: number) {
  const reached = peers.filter(({ published }) => addDays(published, age) <= "2026-06-29");
  const at = ({ total }: Read) => (age >= 10 ? 2 * total : total);
  const sorted = reached.map(at).sort((a, b) => a - b);
  const percentiles = Array.from(
    { length: 101 },
    (_, p) => sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? 0,
  );
  return { articles: sorted.length, total: at(article), percentile: percentileOf(at(article), percentiles) };
}

const standingOf = (article: Read) =>
  articleStanding(db, { id: article.id, published: article.published, journal: { id: journalId } });

describe("an article is compared", () => {
  test.each(["journal", "type", "section"] as const)("within its %s, as a plain computation has it", async (of) => {
    expect(await stand(of)).toBe(1);
    for (const article of articles) {
      const kin = of === "journal" ? articles : articles.filter((one) => one[of] === article[of]);
      const whole = of === "journal" || article[of] === null || kin.length < FEWEST_ARTICLES;
      const peers = whole ? articles : kin;
      const standing = await standingOf(article);
      if (standing.kind !== "compared") throw new Error(standing.kind);
      expect(standing.peers).toEqual(whole ? { of: "journal", name: "" } : { of, name: article[of] });
      expect(standing.tooFew).toEqual(
        of !== "journal" && whole && article[of] !== null ? { of, name: article[of] } : undefined,
      );
      for (const age of [0, 9, 10, 28]) {
        const point = standing.points.find((one) => one.age === age);
        expect(point, `${article.id} at ${age}`).toMatchObject(plainly(article, peers, age));
      }
      for (const { articles: n } of standing.points) expect(n).toBeGreaterThanOrEqual(FEWEST_ARTICLES);
    }
  });

  test("on the desk's table as on its own page", async () => {
    await stand("type");
    const stands = await journalStands(db, journalId);
    for (const article of articles) {
      const standing = await standingOf(article);
      if (standing.kind !== "compared") throw new Error(standing.kind);
      const last = standing.points.at(-1);
      expect(stands.get(article.id)).toEqual({
        percentile: last?.percentile,
        articles: last?.articles,
        age: last?.age,
        key: standing.peers.name,
      });
    }
  });
});

test("standings are worked out anew when the setting changes, and only then", async () => {
  await stand("section");
  const sections = new Set((await articleStandingRows(db, journalId)).map(({ key }) => key));
  expect([...sections].sort()).toEqual(["", "Hearts"]);
  expect(await standJournals(db, new Date(NOON.getTime() + minutes * 60_000 + 1_000))).toBe(0);
  await stand("journal");
  expect([...new Set((await articleStandingRows(db, journalId)).map(({ key }) => key))]).toEqual([""]);
  expect(await ageStandingRows(db, journalId, "p", 10_000, "Hearts")).toEqual([]);
  expect((await ageStandingRows(db, journalId, "p", 0)).map(({ articles: n }) => n)).toEqual([61]);
});
