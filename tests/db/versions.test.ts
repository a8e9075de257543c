import { mkdtemp, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Article } from "@/lib/catalog/article";
import { articleByDoi, newestArticles } from "@/lib/catalog/articles";
import { candidateOfJats } from "@/lib/catalog/import/jats";
import { type TakeOptions, takeArticle } from "@/lib/catalog/import/take";
import { changeRows } from "@/lib/catalog/sql/changes";
import { articleVersions } from "@/lib/catalog/versions";
import { countDirty } from "@/lib/counting/count";
import { annotationRows } from "@/lib/usage/sql/annotations";
import { testDatabase } from "../fixtures/database";
import { BROWSER, testFront } from "../fixtures/front";
import { jatsVersion } from "../fixtures/jats-versions";

const { db } = await testDatabase();
const { site, dataDir } = await testFront(db);

interface Given {
  keyword?: string;
  said?: string;
  pdf?: string;
  options?: Partial<TakeOptions>;
}

/** Takes an article of the test journal in as its file states it. */
async function take(page: string, { keyword = "water", said = "", pdf, options = {} }: Given = {}) {
  const folder = await mkdtemp(path.join(dataDir, "given-"));
  await writeFile(path.join(folder, "it.xml"), jatsVersion({ page, keyword, said }));
  if (pdf !== undefined) await writeFile(path.join(folder, "it.pdf"), `%PDF-1.7 ${pdf}`);
  const candidate = await candidateOfJats(path.join(folder, "it.xml"));
  return takeArticle(db, dataDir, candidate, { dryRun: false, ...options });
}

async function article(page: string): Promise<Article> {
  const found = await articleByDoi(db, `10.5555/v.${page}`);
  if (!found) throw new Error("there is no such article");
  return found;
}

const MARCH = new Date("2026-03-14T09:00:00Z");
const APRIL = new Date("2026-04-02T09:00:00Z");
const versions = async (page: string) =>
  (await articleVersions(db, await article(page))).map(({ number, since, term, note, files }) => ({
    number,
    since: since.toISOString().slice(0, 10),
    term,
    note,
    files: files.map(({ kind, bytes }) => `${kind} ${bytes}`).sort(),
  }));

describe("versions of an article", () => {
  test("begin with the day it was published, and the same again makes none", async () => {
    expect(await take("1", { pdf: "one" })).not.toHaveProperty("version");
    const [first] = await versions("1");
    expect(first).toMatchObject({ number: 1, since: "2013-12-17", term: null, note: null });
    expect(first?.files).toHaveLength(2);
    expect((await take("1", { pdf: "one" })).outcome).toBe("unchanged");
    expect(await versions("1")).toEqual([first]);
    expect(await changeRows(db, (await article("1")).id)).toHaveLength(1);
  });

  test("are told to feeds by the instant the latest came", async () => {
    await take("13", { pdf: "one" });
    const { id, journal } = await article("13");
    const renewed = async () =>
      (await newestArticles(db, { journalId: journal.id }, 50)).find((one) => one.id === id)?.renewed;
    expect(await renewed()).toBeNull();
    await take("13", { pdf: "number two", options: { now: MARCH } });
    expect(await renewed()).toBe("2026-03-14T09:00:00Z");
  });

  test("come with another PDF, whose note says what changed; a look beforehand writes nothing", async () => {
    await take("2", { pdf: "one" });
    const again = { pdf: "number two", options: { now: MARCH, note: "Figure 2 was put right." } };
    const look = await take("2", { ...again, options: { ...again.options, dryRun: true } });
    expect(look).toMatchObject({
      outcome: "changed",
      version: 2,
      changes: [{ field: "pdf", before: "12 bytes", after: "19 bytes" }],
    });
    expect(await versions("2")).toHaveLength(1);
    expect(await take("2", again)).toEqual(look);
    const xml = (await article("2")).files.find(({ kind }) => kind === "xml")?.bytes;
    expect(await versions("2")).toEqual([
      {
        number: 2,
        since: "2026-03-14",
        term: null,
        note: "Figure 2 was put right.",
        files: ["pdf 19", `xml ${xml}`],
      },
      { number: 1, since: "2013-12-17", term: null, note: null, files: ["pdf 12", `xml ${xml}`] },
    ]);
  });

  test("come with another XML, and a file that was not there makes none", async () => {
    await take("3");
    expect(await take("3", { pdf: "one" })).not.toHaveProperty("version");
    expect(await take("3", { pdf: "one", keyword: "fire" })).toMatchObject({ version: 2 });
    expect((await versions("3")).map(({ files }) => files.length)).toEqual([2, 2]);
  });

  test("are asked for, or kept from being made, by an editor", async () => {
    await take("4", { pdf: "one" });
    expect(await take("4", { pdf: "uno", options: { version: "same" } })).not.toHaveProperty("version");
    expect(await take("4", { pdf: "uno", options: { version: "new" } })).toMatchObject({ outcome: "unchanged" });
    expect(await versions("4")).toHaveLength(1);
    const id = (await article("4")).id;
    const candidate = {
      where: "",
      journal: { issn: "2049-3630" },
      article: { doi: "10.5555/v.4", title: "Another title" },
      whole: false,
      files: [],
      missing: [],
    };
    expect(await takeArticle(db, dataDir, candidate, { dryRun: false, source: "form" })).not.toHaveProperty("version");
    const named = { ...candidate, article: { ...candidate.article, articleVersion: "CVoR" as const } };
    expect(await takeArticle(db, dataDir, named, { dryRun: false, source: "form", version: "new" })).toMatchObject({
      version: 2,
    });
    expect((await versions("4")).map(({ term, files }) => [term, files.length])).toEqual([
      ["CVoR", 2],
      [null, 2],
    ]);
    expect(
      (await changeRows(db, id)).map(({ source, version, changes }) => [source, version, changes.map((c) => c.field)]),
    ).toEqual([
      ["form", 2, ["articleVersion"]],
      ["form", null, ["title"]],
      ["import", null, ["pdf"]],
      ["import", null, ["xml", "pdf"]],
    ]);
  });

  test("are what the file says they are, until it says otherwise", async () => {
    const am =
      '<article-version vocab="JAV" vocab-term="Accepted Manuscript" article-version-type="AM">Accepted</article-version>';
    await take("5", { said: am });
    expect(await take("5", { said: am, keyword: "fire", options: { now: MARCH } })).toMatchObject({ version: 2 });
    const cvor = '<article-version article-version-type="CVoR">Corrected</article-version>';
    await take("5", { said: cvor, options: { now: APRIL } });
    expect((await versions("5")).map(({ term }) => term)).toEqual(["CVoR", "AM", "AM"]);
  });

  test("made at once by two imports are numbered one after the other", async () => {
    await take("6", { pdf: "one" });
    await Promise.all([take("6", { pdf: "two" }), take("6", { pdf: "three" })]);
    expect((await versions("6")).map(({ number }) => number)).toEqual([3, 2, 1]);
  });
});

test("the same new PDF from two imports at once is one version", async () => {
  await take("10", { pdf: "one" });
  await Promise.all([take("10", { pdf: "two" }), take("10", { pdf: "two" })]);
  expect((await versions("10")).map(({ number }) => number)).toEqual([2, 1]);
});

describe("the file of a version", () => {
  const ask = (query: string, headers: Record<string, string> = {}) =>
    fetch(`${site}/2049-3630/2/4/7/pdf${query}`, { headers: { "user-agent": BROWSER, ...headers } });
  const requests = async () => {
    await countDirty(db);
    const [row] = await db.$client`
      select sum(total_item_requests)::int as total, sum(unique_item_requests)::int as uniques from article_days
      where article_id = ${(await article("7")).id}`;
    return [row?.total, row?.uniques];
  };

  test("is served under its own name and mark, and leads to the latest", async () => {
    await take("7", { pdf: "one" });
    const page = '</2049-3630/2/4/7>; rel="collection"; type="text/html"';
    expect((await ask("")).headers.get("link")).toBe(page);
    await take("7", { pdf: "second", options: { now: MARCH } });
    await take("7", { pdf: "the third", options: { now: APRIL } });
    const latest = await ask("");
    expect(await latest.text()).toBe("%PDF-1.7 the third");
    expect(latest.headers.get("link")).toBe(
      `${page}, </2049-3630/2/4/7/pdf>; rel="latest-version", </2049-3630/2/4/7/pdf?version=2>; rel="predecessor-version", </2049-3630/2/4/7#versions>; rel="version-history"`,
    );
    const second = await ask("?version=2");
    expect(await second.text()).toBe("%PDF-1.7 second");
    expect(second.headers.get("content-disposition")).toBe('inline; filename="v.7-v2.pdf"');
    expect(second.headers.get("etag")).not.toBe(latest.headers.get("etag"));
    expect(second.headers.get("last-modified")).toBe(MARCH.toUTCString());
    expect(second.headers.get("link")).toBe(
      `${page}, </2049-3630/2/4/7/pdf>; rel="latest-version", </2049-3630/2/4/7/pdf?version=1>; rel="predecessor-version", </2049-3630/2/4/7/pdf?version=3>; rel="successor-version", </2049-3630/2/4/7#versions>; rel="version-history"`,
    );
    const etag = second.headers.get("etag") ?? "";
    expect((await ask("?version=2", { "if-none-match": etag })).status).toBe(304);
    expect((await ask("", { "if-none-match": etag })).status).toBe(200);
    expect(await (await ask("?version=1")).text()).toBe("%PDF-1.7 one");
    const third = await ask("?version=3");
    expect(await third.text()).toBe("%PDF-1.7 the third");
    expect(third.headers.get("content-disposition")).toBe('inline; filename="v.7-v3.pdf"');
  });

  test("that is none is passed on; the time of an upload in a publisher's link is the latest", async () => {
    expect((await ask("?version=4")).status).toBe(503);
    expect(await (await ask("?version=1387290234")).text()).toBe("%PDF-1.7 the third");
    expect(await (await ask("?version=0")).text()).toBe("%PDF-1.7 the third");
    expect(await (await ask("?version=x")).text()).toBe("%PDF-1.7 the third");
  });

  test("is a request of the one article, and no double click of another version", async () => {
    await take("8", { pdf: "one" });
    await take("8", { pdf: "second", options: { now: MARCH } });
    const at = `${site}/2049-3630/2/4/8/pdf`;
    for (const query of ["", "?version=1", "?version=1", "?version=2"])
      await (await fetch(at + query, { headers: { "user-agent": BROWSER } })).text();
    await countDirty(db);
    const [row] = await db.$client`
      select sum(total_item_requests)::int as total, sum(unique_item_requests)::int as uniques from article_days
      where article_id = ${(await article("8")).id}`;
    // The latest by its number is the latest: a double click. Version 1 is another file.
    expect(row).toEqual({ total: 2, uniques: 1 });
    expect((await requests())[0]).toBeGreaterThan(1);
  });
});

test("what happened to an article is told from its changes, by the day", async () => {
  await take("9", { options: { now: new Date("2026-01-05T09:00:00Z") } });
  await take("9", { pdf: "one", options: { now: new Date("2026-02-05T09:00:00Z") } });
  await take("9", { pdf: "second", keyword: "fire", options: { now: MARCH, note: "A table was added." } });
  const noted = await annotationRows(db, (await article("9")).id, "2013-01-01", "2026-12-31");
  expect(noted.map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== null)))).toEqual([
    { day: "2013-12-17", kind: "published" },
    { day: "2026-01-05", kind: "file", files: ["xml"] },
    { day: "2026-02-05", kind: "file", files: ["pdf"] },
    { day: "2026-03-14", kind: "corrected", facts: ["keywords"] },
    { day: "2026-03-14", kind: "version", number: 2, files: ["pdf", "xml"], note: "A table was added." },
  ]);
});
