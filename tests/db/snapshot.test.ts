import { expect, test } from "vitest";
import { journalById } from "@/lib/catalog/sql/journals";
import { inSnapshot } from "@/lib/db/snapshot";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
const articles = async (of: typeof db): Promise<number> =>
  (await of.$client<{ n: number }[]>`select count(*)::int as n from articles`)[0]?.n ?? 0;

test("everything is read as of one instant, by statements of both kinds and in transactions of their own", async () => {
  await anArticle(db);
  const [journal] = await db.$client<{ id: number }[]>`select id from journals`;
  await inSnapshot(db, async (snapshot) => {
    expect(await articles(snapshot)).toBe(1);
    await anArticle(db);
    expect(await articles(db)).toBe(2);
    expect(await articles(snapshot)).toBe(1);
    expect(await snapshot.$client.begin((tx) => tx`select count(*)::int as n from articles`)).toMatchObject([{ n: 1 }]);
    expect(await journalById(snapshot, journal?.id ?? 0)).toMatchObject({ title: "Journal of Tests", sample: false });
    // Days stay texts, as everywhere.
    expect(await snapshot.$client`select date '2026-03-01' as day`).toMatchObject([{ day: "2026-03-01" }]);
    expect(await Promise.all([articles(snapshot), articles(snapshot), articles(snapshot)])).toEqual([1, 1, 1]);
  });
});

test("nothing can be written, and a fault is told", async () => {
  await expect(inSnapshot(db, (snapshot) => snapshot.$client`delete from articles`)).rejects.toThrow(/read-only/);
  await expect(inSnapshot(db, () => Promise.reject(new Error("mine")))).rejects.toThrow("mine");
  expect(await articles(db)).toBe(2);
});

test("a list is a list", async () => {
  expect(await inSnapshot(db, async () => [Promise.resolve(1), 2])).toHaveLength(2);
});
