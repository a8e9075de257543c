import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { claim, decide } from "@/lib/authors/claims";
import { LETTERS_A_DAY, makeLetter } from "@/lib/authors/letter/make";
import { letterOf, restatedSince } from "@/lib/authors/letter/verify";
import { claimsOf } from "@/lib/authors/sql/claims";
import { type OwnArticle, ownArticleRows } from "@/lib/authors/sql/own";
import { storedPath } from "@/lib/catalog/file-store";
import { changeSettings } from "@/lib/catalog/sql/settings";
import { standJournals } from "@/lib/usage/standings";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { pdfText } from "../fixtures/pdf-text";
import { type APerson, aPerson } from "../fixtures/people";
import { countedDays, countedThrough } from "../fixtures/usage-days";

const { db } = await testDatabase();
const sql = db.$client;
const dataDir = mkdtempSync(path.join(os.tmpdir(), "footfall-letters-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
beforeEach(
  async () =>
    void (await sql`truncate journal_settings, articles, people, article_days, restatements, letters, audit_log cascade`),
);

const NOW = new Date("2026-03-10T12:00:00Z");
const DAYS = { from: "2026-01-01", to: "2026-03-09" };
const ORCID = "0000-0002-1825-0097";

async function anOwnArticle(): Promise<{ person: APerson; article: OwnArticle }> {
  const person = await aPerson(db, { orcid: ORCID, name: "Account Name" });
  const authors = [{ given: "Given", family: "Family", orcid: ORCID, corresponding: false, affiliations: [] }];
  const { id } = await anArticle(db, { authors, published: "2026-01-01" });
  await countedDays(db, id, [
    { day: "2026-01-10", total: 50 },
    { day: "2026-02-10", total: 30 },
    { day: "2026-03-05", total: 7 },
    { day: "2026-03-05", total: 500, lane: "c" },
  ]);
  await countedThrough(db, NOW);
  const [article] = await ownArticleRows(db, person.id, id);
  if (!article) throw new Error("not theirs");
  return { person, article };
}
const make = async (person: APerson, article: OwnArticle, days = DAYS, now = NOW) =>
  makeLetter(db, { site: "https://journals.example", dataDir }, { person, article, ...days }, now);

test("a letter is on record with its figures and the hash of its file, which is in the store", async () => {
  const { person, article } = await anOwnArticle();
  const made = await make(person, article);
  const letter = await letterOf(db, made.kind === "made" ? made.code : "");
  expect(letter).toMatchObject({
    ...{ articleId: article.id, name: "Given Family", ...DAYS },
    figures: {
      doi: article.doi,
      totals: { totalItemInvestigations: 87, pdfDownloads: 87 },
      months: [{ start: "2026-01-01", pdfDownloads: 50 }, { pdfDownloads: 30 }, { pdfDownloads: 7 }],
      standing: null,
    },
  });
  const file = readFileSync(storedPath(dataDir, letter?.sha256 ?? ""));
  expect(createHash("sha256").update(file).digest("hex")).toBe(letter?.sha256);
  expect(file.length).toBe(letter?.bytes);
  const text = pdfText(file).replaceAll("\n", " ");
  expect(text).toContain("Made for Given Family, one of its authors.");
  expect(text).toContain(`https://journals.example/letters/${letter?.code}`);
  expect(text).toContain("Fewer than 20 articles");
  expect(await sql`select action, who, detail from audit_log`).toEqual([
    { action: "letter", who: person.email, detail: { doi: article.doi } },
  ]);
});

test("it tells the percentile among articles of the same age when they are enough", async () => {
  const { person, article } = await anOwnArticle();
  for (let i = 1; i <= 20; i += 1) {
    const { id } = await anArticle(db, { published: "2026-01-01" });
    await countedDays(db, id, [{ day: "2026-01-02", total: i * 10 }]);
  }
  await standJournals(db, NOW);
  const made = await make(person, article);
  const letter = await letterOf(db, made.kind === "made" ? made.code : "");
  expect(letter?.figures.standing).toMatchObject({ articles: 21, percentile: 42, peers: { of: "journal", name: "" } });
});

test("where the journal compares within types it says so, and does not call them all of the journal", async () => {
  const { person, article } = await anOwnArticle();
  for (let i = 1; i <= 25; i += 1) {
    const { id } = await anArticle(db, { published: "2026-01-01" });
    await countedDays(db, id, [{ day: "2026-01-02", total: i * 10 }]);
    if (i <= 20) await sql`update articles set type = 'Review' where id = ${id}`;
  }
  await sql`update articles set type = 'Review' where id = ${article.id}`;
  await changeSettings(db, article.journalId, { percentiles: "type" }, { personId: null, now: NOW });
  await standJournals(db, new Date(NOW.getTime() + 60_000));
  const made = await make(person, article);
  const letter = await letterOf(db, made.kind === "made" ? made.code : "");
  expect(letter?.figures.standing).toMatchObject({ articles: 21, peers: { of: "type", name: "Review" } });
  const text = pdfText(readFileSync(storedPath(dataDir, letter?.sha256 ?? ""))).replaceAll("\n", " ");
  expect(text).toMatch(/percentile of 21 reviews of /);
});

test("since then nothing is restated, until a recount or a late record changes a month; both are told with their reason", async () => {
  const { person, article } = await anOwnArticle();
  const made = await make(person, article);
  const letter = await letterOf(db, made.kind === "made" ? made.code : "");
  if (!letter) throw new Error("no letter");
  const later = new Date("2026-05-01T12:00:00Z");
  await countedThrough(db, later);
  expect(await restatedSince(db, letter, later)).toEqual([]);
  const restate = (day: string, at: string, reasons: string) => sql`
    insert into restatements (article_id, day, restated, reasons, before, after, method_after)
    values (${article.id}, ${day}, ${at}, ${reasons}, '{}', '{}', 'm')`;
  await restate("2026-02-10", "2026-03-01T00:00:00Z", "o");
  expect(await restatedSince(db, letter, later)).toEqual([]);
  await countedDays(db, article.id, [
    { day: "2026-02-10", total: 20 },
    { day: "2026-03-05", total: 9 },
    { day: "2026-04-01", total: 1_000 },
  ]);
  await restate("2026-02-10", "2026-04-01T00:00:00Z", "r");
  expect(
    (await restatedSince(db, letter, later)).map(({ month, before, after, reasons }) => [
      ...[month, before.pdfDownloads, after.pdfDownloads, reasons],
    ]),
  ).toEqual([
    ["2026-02-01", 30, 20, "r"],
    ["2026-03-01", 7, 9, ""],
  ]);
  expect((await letterOf(db, letter.code))?.figures.totals.pdfDownloads).toBe(87);
});

test("whom editors had confirmed is vouched for as long as they do, and as of then once the account is gone", async () => {
  const [person, editor, { id }] = [await aPerson(db), await aPerson(db), await anArticle(db)];
  await countedDays(db, id, [{ day: "2026-01-10", total: 5 }]);
  await countedThrough(db, NOW);
  await claim(db, person, { articleId: id, words: "" }, NOW);
  const [{ id: claimed = 0 } = {}] = await claimsOf(db, person.id);
  const by = { now: NOW, mailing: false };
  await decide(db, claimed, { approve: true, reason: "" }, editor, by);
  const [article] = await ownArticleRows(db, person.id, id);
  if (!article) throw new Error("not theirs");
  const made = await make(person, article);
  const vouched = async () => (await letterOf(db, made.kind === "made" ? made.code : ""))?.vouched;
  expect(await vouched()).toBe("still");
  await decide(db, claimed, { approve: false, reason: "Another of that name." }, editor, by);
  expect(await vouched()).toBe("taken-back");
  await sql`delete from people where id = ${person.id}`;
  expect(await vouched()).toBe("once");
});

test("there is none of days without a record, none above a day's number, and none of a code that is not whole", async () => {
  const { person, article } = await anOwnArticle();
  expect(await make(person, article, { from: "2025-01-01", to: "2025-02-01" })).toEqual({ kind: "nothing" });
  const made = await make(person, article);
  const code = made.kind === "made" ? made.code : "";
  expect(await letterOf(db, code.slice(0, -1))).toBeUndefined();
  expect(await letterOf(db, `${code.slice(0, -1)}${code.endsWith("A") ? "B" : "A"}`)).toBeUndefined();
  for (let i = 3; i < LETTERS_A_DAY; i += 1) expect((await make(person, article)).kind).toBe("made");
  const atOnce = await Promise.all(Array.from({ length: 4 }, () => make(person, article)));
  expect(atOnce.map(({ kind }) => kind).sort()).toEqual(["made", "made", "many", "many"]);
  expect(await make(person, article)).toEqual({ kind: "many" });
  expect((await make(person, article, DAYS, new Date(NOW.getTime() + 90_000_000))).kind).toBe("made");
}, 60_000);
