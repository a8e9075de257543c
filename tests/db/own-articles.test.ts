import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { ownUsage } from "@/lib/authors/own-usage";
import { hasOwnArticles, ownArticleRows } from "@/lib/authors/sql/own";
import { articleByDoi } from "@/lib/catalog/articles";
import type { StatedAuthor } from "@/lib/catalog/correspondence";
import { beginCorrection, findDraft, previewDraft, publishDraft } from "@/lib/catalog/draft/draft";
import { candidatesOfCsv } from "@/lib/catalog/import/csv";
import { takeArticle } from "@/lib/catalog/import/take";
import { articlesWithAddress, eraseAuthorAddress } from "@/lib/catalog/sql/author-addresses";
import { changeRows } from "@/lib/catalog/sql/changes";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { aPerson } from "../fixtures/people";
import { countedDays, countedThrough } from "../fixtures/usage-days";

const { db } = await testDatabase();
const sql = db.$client;
const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-own-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => void (await sql`truncate articles, people, article_days cascade`));

const ORCID = "0000-0002-1825-0097";
const author = (overrides: Partial<StatedAuthor> = {}): StatedAuthor => ({
  ...{ given: "Given", family: "Family", orcid: null, corresponding: true, affiliations: [] },
  ...overrides,
});
const idsOf = async (personId: number) => (await ownArticleRows(db, personId)).map(({ id, by }) => [id, by]);

describe("articles are somebody's", () => {
  test("by ORCID iD, by the verified address of who corresponds, and by an approved claim, each once", async () => {
    const person = await aPerson(db, { orcid: ORCID, email: "given@uni.example" });
    const both = await anArticle(db, {
      published: "2026-01-03",
      authors: [author({ orcid: ORCID, email: "given@uni.example" })],
    });
    const byEmail = await anArticle(db, {
      published: "2026-01-02",
      authors: [author({ family: "Other" }), author({ email: "given@uni.example" })],
    });
    const byClaim = await anArticle(db, { published: "2026-01-01", authors: [author()] });
    const others = await anArticle(db, {
      authors: [author({ orcid: "0000-0001-5109-3700", email: "else@uni.example" })],
    });
    for (const [article, state] of [
      [byClaim, "approved"],
      [others, "waiting"],
      [both, "approved"],
    ] as const)
      await sql`insert into claims (person_id, article_id, asked, state) values (${person.id}, ${article.id}, now(), ${state})`;
    expect(await idsOf(person.id)).toEqual([
      [both.id, "orcid"],
      [byEmail.id, "email"],
      [byClaim.id, "claim"],
    ]);
    expect(await ownArticleRows(db, person.id, others.id)).toEqual([]);
    expect(await ownArticleRows(db, person.id, both.id)).toMatchObject([{ name: "Given Family" }]);
    expect(await hasOwnArticles(db, person.id)).toBe(true);
  });

  test("by no address that nobody verified, that is not who corresponds, or that is none", async () => {
    const unverified = await aPerson(db, { email: "one@uni.example", verified: false });
    const verified = await aPerson(db, { email: "two@uni.example" });
    await anArticle(db, { authors: [author({ email: "one@uni.example" })] });
    await anArticle(db, { authors: [author({ email: "two@uni.example", corresponding: false })] });
    await anArticle(db, { authors: [author()] });
    expect(await idsOf(unverified.id)).toEqual([]);
    expect(await idsOf(verified.id)).toEqual([]);
    expect(await hasOwnArticles(db, verified.id)).toBe(false);
  });

  test("and their figures are those of readers, added up", async () => {
    const [one, two] = [await anArticle(db), await anArticle(db)];
    await countedThrough(db, new Date("2026-03-05T12:00:00Z"));
    await countedDays(db, one.id, [
      { day: "2026-03-01", total: 5 },
      { day: "2026-03-01", total: 70, lane: "c" },
      { day: "2026-03-02", total: 3 },
    ]);
    await countedDays(db, two.id, [{ day: "2026-03-02", total: 4 }]);
    const usage = await ownUsage(
      db,
      [one.id, two.id],
      { from: "2026-03-01", to: "2026-03-04", interval: "day" },
      new Date("2026-03-05T12:00:00Z"),
    );
    expect(usage.series.map(({ start, pdfDownloads }) => [start, pdfDownloads])).toEqual([
      ["2026-03-01", 5],
      ["2026-03-02", 7],
      ["2026-03-03", 0],
      ["2026-03-04", 0],
    ]);
    expect(usage.totals.totalItemInvestigations).toBe(12);
  });
});

const csv = async (...lines: string[]): Promise<void> => {
  const file = path.join(folder, "articles.csv");
  writeFileSync(file, lines.join("\n"));
  for await (const candidate of candidatesOfCsv(file)) {
    if ("fault" in candidate) throw new Error(candidate.fault);
    await takeArticle(db, folder, candidate, { dryRun: false });
  }
};
const HEAD = "doi,issn,journal,title,volume,first_page,year,authors";
const row = (authors: string) => `10.5555/mail.1,2049-3630,Journal of Mail,On mail,1,1,2026,"${authors}"`;
const addresses = async () =>
  (
    await sql<{ email: string | null }[]>`
      select email from article_authors x join articles a on a.id = x.article_id where a.doi = '10.5555/mail.1' order by position`
  ).map(({ email }) => email);

describe("the address of who corresponds", () => {
  test("comes with a CSV file, stays when a source does not speak of it, and is changed by one that does", async () => {
    await csv(HEAD, row("One, A. <One@Uni.Example> *; Two, B."));
    expect(await addresses()).toEqual(["one@uni.example", null]);
    await csv(HEAD, row("Two, B.; One, A. *"));
    expect(await addresses()).toEqual([null, "one@uni.example"]);
    await csv(HEAD, row("Two, B.; One, A. <new@uni.example> *"));
    expect(await addresses()).toEqual([null, "new@uni.example"]);
  });

  test("is in no article as pages and files get it, and in no record of changes", async () => {
    await csv(HEAD, row("One, A. <one@uni.example> *"));
    await csv(HEAD, row("One, A. <new@uni.example> *"));
    const article = await articleByDoi(db, "10.5555/mail.1");
    if (!article) throw new Error("no article");
    expect(JSON.stringify(article)).not.toContain("uni.example");
    const changes = await changeRows(db, article.id);
    expect(JSON.stringify(changes)).not.toContain("uni.example");
    expect(changes).toHaveLength(1);
  });

  test("is in the form for editors, and goes when it is taken out of it", async () => {
    await csv(HEAD, row("One, A. <one@uni.example> *"));
    const article = await articleByDoi(db, "10.5555/mail.1");
    if (!article) throw new Error("no article");
    const editor = await aPerson(db);
    const id = await beginCorrection(db, article, editor.id, new Date());
    const draft = await findDraft(db, id);
    if (!draft) throw new Error("no draft");
    expect(draft.fields.authors).toBe("One, A. <one@uni.example> *");
    const same = await previewDraft(db, folder, draft);
    expect(same).toMatchObject({ plan: { outcome: "unchanged" } });
    const without = { ...draft, fields: { ...draft.fields, authors: "One, A. *" } };
    expect(await previewDraft(db, folder, without)).toMatchObject({
      plan: { changes: [{ field: "authorAddresses", before: "1", after: "0, changed" }] },
    });
    await publishDraft(db, folder, without);
    expect(await addresses()).toEqual([null]);
  });

  test("is told to whoever asks for what is kept of it, and erased from all articles", async () => {
    await csv(HEAD, row("One, A. <one@uni.example> *"));
    expect(await articlesWithAddress(db, "One@Uni.Example")).toEqual(["10.5555/mail.1"]);
    expect(await eraseAuthorAddress(db, "One@Uni.Example")).toBe(1);
    expect(await addresses()).toEqual([null]);
    expect(await eraseAuthorAddress(db, "one@uni.example")).toBe(0);
  });
});
