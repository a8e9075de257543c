import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import type { APIRequestContext } from "playwright/test";
import { storedPath } from "@/lib/catalog/file-store";
import type { Db } from "@/lib/db/connection";
import { makeOpenData } from "@/lib/reports/open-data/make";
import { openMonth } from "@/lib/reports/sql/open-data";
import { expectSound } from "./faults";
import { testLooks } from "./looks";
import { expectSoon, ownJournal } from "./own-journal";
import { CENTRE, countedUsage, expect, READER, site, test } from "./reading";
import { siteDb } from "./signed-in";

const { issn: ISSN, doi: DOI, set, sql, id } = ownJournal({ issn: "2077-0421", doi: "10.5555/open.1" });
const AT = `/${ISSN}/data`;
const SAMPLE = "/2077-0383/data";
const DATA_DIR = process.env.FOOTFALL_DATA ?? "";

let db: Db;
/** As the job does every ten minutes. */
const publish = () => makeOpenData(db, new Date(), { dataDir: DATA_DIR });
test.beforeAll(async () => {
  db = await siteDb();
  // The months of its usage are over, and nobody sends anything of them any more.
  await db.$client`
    insert into usage_months (month, opened, touched, completed) values ('2026-02-01', '2026-02-01', '2026-02-28', now())
    on conflict (month) do update set completed = coalesce(usage_months.completed, now())`;
  await publish();
});
test.afterAll(() => db.$client.end());

const get = (request: APIRequestContext, path: string, headers: Record<string, string> = {}) =>
  request.get(`${site()}${path}`, { headers: { "user-agent": READER, ...headers } });

interface Resource {
  name: string;
  path: string;
  bytes: number;
  hash: string;
  rows: number;
  schema: {
    fields: {
      name: string;
      type: string;
      description: string;
      constraints: { required: boolean; minimum?: number; enum?: string[]; pattern?: string };
    }[];
    primaryKey: string[];
  };
}

const TYPES: Record<string, RegExp> = { integer: /^\d+$/, year: /^\d{4}$/, yearmonth: /^\d{4}-(0[1-9]|1[0-2])$/ };

test("the sample's months are there by themselves, soon after the first start", async ({ request }) => {
  await expect
    .poll(async () => (await (await get(request, `${SAMPLE}/datapackage.json`)).json()).resources.length, {
      timeout: 120_000,
    })
    .toBeGreaterThan(20);
  const runs = await sql()`select from job_runs where job = 'make-open-data' and failure is null`;
  expect(runs).toHaveLength(1);
});

test("a data package describes its months as they are: sums, sizes, heading and every cell", async ({ request }) => {
  const answer = await get(request, `${SAMPLE}/datapackage.json`);
  expect(answer.headers()["content-type"]).toMatch(/^application\/json/);
  const described = await answer.json();
  expect(described.$schema).toBe("https://datapackage.org/profiles/2.0/datapackage.json");
  expect(described.licenses[0].name).toBe("CC0-1.0");
  expect(new Set(described.resources.map(({ name }: Resource) => name)).size).toBe(described.resources.length);
  for (const { path, name, bytes, hash, rows, schema } of described.resources.slice(0, 4) as Resource[]) {
    const file = await get(request, `${SAMPLE}/${path}`);
    const body = await file.body();
    expect(body.length, path).toBe(bytes);
    const sum = createHash("sha256").update(body).digest("hex");
    expect(`sha256:${sum}`, path).toBe(hash);
    expect(await (await get(request, `${SAMPLE}/${name}.csv.sha256`)).text()).toBe(`${sum}  ${name}.csv\n`);
    expect(gunzipSync(await (await get(request, `${SAMPLE}/${name}.csv.gz`)).body()).equals(body)).toBe(true);
    const [heading = [], ...cells] = parse(body.toString("utf8")) as string[][];
    expect(heading).toEqual(schema.fields.map((field) => field.name));
    expect(cells).toHaveLength(rows);
    expect(cells.length).toBeGreaterThan(10);
    for (const [i, { name: column, type, description, constraints }] of schema.fields.entries()) {
      expect(description.length, column).toBeGreaterThan(10);
      for (const row of cells) {
        const cell = row[i] ?? "";
        expect(cell, column).not.toBe("");
        if (TYPES[type]) expect(cell, column).toMatch(TYPES[type]);
        if (constraints.pattern) expect(cell, column).toMatch(new RegExp(`^(?:${constraints.pattern})$`));
        if (constraints.enum) expect(constraints.enum, column).toContain(cell);
      }
    }
    const key = schema.primaryKey.map((column) => heading.indexOf(column));
    expect(new Set(cells.map((row) => key.map((i) => row[i]).join("\n"))).size).toBe(cells.length);
    expect(new Set(cells.map((row) => row[heading.indexOf("month")]))).toEqual(new Set([name]));
    expect(new Set(cells.map((row) => row.at(-1)))).toEqual(new Set(["Sample journal: these figures are simulated."]));
  }
});

test("a month and the usage API tell the same of every article", async ({ request }) => {
  // Whatever other tests had restated is counted, and then published.
  await countedUsage(request, CENTRE.doi);
  await publish();
  const { resources } = await (await get(request, `${SAMPLE}/datapackage.json`)).json();
  const [{ name: month, path }] = resources as [Resource];
  const rows = parse(await (await get(request, `${SAMPLE}/${path}`)).body(), { columns: true }) as Record<
    string,
    string
  >[];
  const dois = [...new Set(rows.map(({ doi }) => doi ?? ""))];
  expect(dois).toContain(CENTRE.doi);
  const last = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);
  for (const doi of dois) {
    const usage = await (
      await get(request, `/api/usage/articles/${doi}?from=${month}-01&to=${last}&interval=month`)
    ).json();
    const sum = (column: string) =>
      rows.filter((row) => row.doi === doi).reduce((all, row) => all + Number(row[column]), 0);
    expect(
      {
        ...{
          abstractViews: sum("abstract_views"),
          fullTextViews: sum("full_text_views"),
          pdfDownloads: sum("pdf_downloads"),
        },
        totalItemInvestigations: sum("total_item_investigations"),
        uniqueItemInvestigations: sum("unique_item_investigations"),
        totalItemRequests: sum("total_item_requests"),
        uniqueItemRequests: sum("unique_item_requests"),
      },
      doi,
    ).toEqual(usage.totals);
  }
});

test("whoever keeps a file asks whether it still is what it was, and may have a part of it", async ({ request }) => {
  const path = `${AT}/2026-02.csv`;
  const first = await get(request, path, { "accept-encoding": "identity" });
  const { etag = "", "last-modified": changed = "", ...headers } = first.headers();
  expect(headers).toMatchObject({
    "content-type": "text/csv; charset=utf-8; header=present",
    "content-disposition": 'attachment; filename="2026-02.csv"',
    "cache-control": "public, no-cache",
    "access-control-allow-origin": "*",
  });
  expect((await first.body()).length).toBe((await openMonth(db, id(), "2026-02"))?.bytes);
  expect((await get(request, path, { "if-none-match": etag })).status()).toBe(304);
  expect((await get(request, path, { "if-modified-since": changed })).status()).toBe(304);
  const part = await get(request, path, { range: "bytes=0-2" });
  expect([part.status(), await part.text()]).toEqual([206, "doi"]);
  expect((await get(request, path, { range: "bytes=999999999-" })).status()).toBe(416);
  // Packed by whoever carries it, it has another name, by which it is known again all the same.
  const packed = await fetch(`${site()}${path}`, { headers: { "accept-encoding": "gzip" } });
  expect(packed.headers.get("content-encoding")).toBe("gzip");
  expect(packed.headers.get("etag")).toBe(`W/${etag}`);
  expect(await packed.text()).toBe(await first.text());
  expect((await get(request, path, { "if-none-match": `W/${etag}` })).status()).toBe(304);
  for (const form of ["csv.gz", "csv.sha256"]) {
    const one = await get(request, `${AT}/2026-02.${form}`);
    const again = await get(request, `${AT}/2026-02.${form}`, { "if-none-match": one.headers().etag ?? "" });
    expect(again.status(), form).toBe(304);
  }
  for (const file of ["2026-02.csv", "2026-02.csv.gz", "2026-02.csv.sha256", "datapackage.json", "dictionary.csv"]) {
    const head = await request.head(`${site()}${AT}/${file}`);
    expect([head.status(), (await head.body()).length], file).toEqual([200, 0]);
  }
});

test("what is not there is said in words, and no address leads anywhere else", async ({ request }) => {
  const said = async (path: string) => {
    const answer = await fetch(`${site()}${path}`, { redirect: "manual" });
    return [answer.status, await answer.text()] as const;
  };
  expect(await said(`${AT}/2031-01.csv`)).toEqual([
    404,
    `There is no data of 2031-01. The months that there are stand at ${AT}.\n`,
  ]);
  expect(await said(`${AT}/2026-13.csv`)).toEqual([404, `There is no such file. What there is stands at ${AT}.\n`]);
  expect(await said("/2077-0391x/data/2026-02.csv")).toEqual([404, "There is no such journal.\n"]);
  for (const step of [
    "..%2f..%2f..%2fetc%2fpasswd",
    "%00.csv",
    "2026-02.csv%00",
    "2026-02.csv%0a",
    "a".repeat(2_000),
  ]) {
    const [status, text] = await said(`${AT}/${step}`);
    expect([400, 404], step).toContain(status);
    expect(text, step).not.toContain("root:");
    expect(text, step).not.toMatch(/^doi,/);
  }
  expect((await said(`${AT}/2026-02.csv/more`))[0]).toBe(404);
  const post = await request.post(`${site()}${AT}/2026-02.csv`, { data: "x" });
  expect(post.status()).toBe(405);
});

test("the page says what there is, in words for people and for programs", async ({ page, request }) => {
  await page.goto(`/${ISSN}`);
  await page.getByRole("link", { name: "Open data" }).click();
  await expect(page).toHaveURL(AT);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Open data");
  const row = page.getByRole("row").filter({ hasText: "February 2026" });
  await expect(row).toContainText("no");
  const month = await openMonth(db, id(), "2026-02");
  await expect(row.getByRole("link", { name: "SHA-256 of February 2026, as a file" })).toHaveText(
    `${month?.sha256.slice(0, 16)}…`,
  );
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    row.getByRole("link", { name: "February 2026 as CSV", exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("2026-02.csv");
  const said = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "");
  expect(said).toMatchObject({ "@type": "Dataset", license: "https://creativecommons.org/publicdomain/zero/1.0/" });
  for (const { contentUrl, sha256 } of said.distribution) {
    const answer = await request.get(contentUrl);
    expect(answer.status(), contentUrl).toBe(200);
    if (sha256)
      expect(
        createHash("sha256")
          .update(await answer.body())
          .digest("hex"),
        contentUrl,
      ).toBe(sha256);
  }
  expect(await page.locator('link[rel="alternate"][type="application/json"]').getAttribute("href")).toContain(
    `${AT}/datapackage.json`,
  );
  await page.goto("/how-we-count#data");
  await expect(page.getByRole("region", { name: "The figures as open data" })).toContainText("Journal of Settings");
  const map = await (await get(request, "/sitemap.xml")).text();
  const parts = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].flatMap(([, part = ""]) =>
    part.includes(ISSN) ? [part] : [],
  );
  const maps = await Promise.all(parts.map(async (part) => (await request.get(part)).text()));
  expect(maps.join("")).toMatch(new RegExp(`${AT}</loc><lastmod>`));
});

test("a restated month has a new file at its address, and the page says when, how often and why", async ({
  page,
  request,
}) => {
  const [article] = await sql()<{ id: number }[]>`select id from articles where doi = ${DOI}`;
  const articleId = article?.id ?? 0;
  const enter = (restated: string) => sql()`
    insert into restatements (article_id, day, restated, reasons, before, after, method_after)
    values (${articleId}, '2026-02-01', now() + ${restated}::text::interval, 'r', '{"pdfDownloads": 234}', '{"pdfDownloads": 200}', 'm')`;
  try {
    await sql()`update article_days set pdf_downloads = 200 where article_id = ${articleId} and day = '2026-02-01'`;
    // One that no pass can be sure to have yet, however often the job runs meanwhile.
    await enter("1 hour");
    await expectSoon(request, AT).toContain("A new file is being made");
    await sql()`delete from restatements where article_id = ${articleId}`;
    await enter("-1 minute");
    await publish();
    const after = await get(request, `${AT}/2026-02.csv`);
    expect(await after.text()).toContain(",700,300,200,");
    const sum = createHash("sha256")
      .update(await after.body())
      .digest("hex");
    expect(await (await get(request, `${AT}/2026-02.csv.sha256`)).text()).toBe(`${sum}  2026-02.csv\n`);
    await expectSoon(request, AT).not.toContain("A new file is being made");
    await page.goto(AT);
    const row = page.getByRole("row").filter({ hasText: "February 2026" });
    await expect(row).toContainText(/once on .*; 1 day of an article changed/);
    await expect(row).toContainText("A list of robots changed.");
    await expectSound(page, "a month that was restated");
  } finally {
    await sql()`update article_days set pdf_downloads = 234 where article_id = ${articleId} and day = '2026-02-01'`;
    await sql()`delete from restatements where article_id = ${articleId}`;
    await sql()`delete from open_data where journal_id = ${id()}`;
    await publish();
  }
});

test("a journal that hides its figures has no data, and shows nothing of what it had", async ({ page, request }) => {
  for (const name of ["openData", "showUsage", "showInApi"]) {
    await set({ [name]: false });
    for (const file of ["2026-02.csv", "2026-02.csv.gz", "2026-02.csv.sha256", "datapackage.json", "dictionary.csv"]) {
      const answer = await get(request, `${AT}/${file}`);
      expect([answer.status(), await answer.text()], `${name}: ${file}`).toEqual([
        404,
        "This journal does not publish its figures as open data.\n",
      ]);
    }
    await expectSoon(request, AT).toContain("does not publish its figures as open data");
    await expectSoon(request, `/${ISSN}`).not.toContain("Open data");
  }
  await page.goto(AT);
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
  await expect(page.locator('script[type="application/ld+json"]')).toHaveCount(0);
  await expectSound(page, "a journal without data");
  await set({});
  expect((await get(request, `${AT}/2026-02.csv`)).status()).toBe(200);
});

test("a file that is gone from the store is not half an answer, and is made again", async ({ request }) => {
  const month = await openMonth(db, id(), "2026-02");
  await rm(storedPath(DATA_DIR, month?.sha256 ?? ""));
  for (const form of ["csv", "csv.gz"]) {
    const answer = await get(request, `${AT}/2026-02.${form}`);
    expect([answer.status(), answer.headers()["retry-after"]], form).toEqual([503, "600"]);
  }
  await publish();
  expect((await get(request, `${AT}/2026-02.csv`)).status()).toBe(200);
});

test("fetching data counts nothing", async ({ request }) => {
  const before = await countedUsage(request, DOI);
  for (const path of ["", "/2026-02.csv", "/2026-02.csv.gz", "/datapackage.json", "/dictionary.csv"])
    expect((await get(request, `${AT}${path}`)).status()).toBe(200);
  expect((await countedUsage(request, DOI)).totals).toEqual(before.totals);
});

testLooks("the pages of data", () => [SAMPLE, AT, "/how-we-count#data"]);
