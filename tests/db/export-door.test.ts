import { expect, test } from "vitest";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { BROWSER, testFront } from "../fixtures/front";

const { db } = await testDatabase();
const { site } = await testFront(db);
const { id, doi } = await anArticle(db, {
  firstPage: "9",
  lastPage: "12",
  authors: [{ family: "Bollini", given: "Sveva", orcid: null, corresponding: true, affiliations: [] }],
});
const address = `${site}/2077-0383/1/1/9/export`;
const get = (format: string, init: RequestInit = {}) =>
  fetch(`${address}/${format}`, { ...init, headers: { "user-agent": BROWSER, ...init.headers } });
const events = () => db.$client`
  select action, lane, part <> 0 as named from usage_events where article_id = ${id} order by at`;

test.each([
  ["bibtex", "application/x-bibtex", "bib", "author = {Bollini, Sveva}"],
  ["ris", "application/x-research-info-systems", "ris", "AU  - Bollini, Sveva\r\n"],
  ["enw", "application/x-endnote-refer", "enw", "%A Bollini, Sveva\r\n"],
  ["csl-json", "application/vnd.citationstyles.csl+json", "json", '"family": "Bollini"'],
])("%s is a download of its own media type and name, and an investigation", async (format, type, extension, part) => {
  const before = (await events()).length;
  const response = await get(format);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe(`${type}; charset=utf-8`);
  const name = doi.slice(doi.indexOf("/") + 1).replaceAll(".", "-");
  expect(response.headers.get("content-disposition")).toBe(`attachment; filename="${name}.${extension}"`);
  expect(response.headers.get("link")).toBe('</2077-0383/1/1/9>; rel="describes"; type="text/html"');
  expect(await response.text()).toContain(part);
  expect((await events()).slice(before)).toEqual([{ action: "c", lane: "r", named: true }]);
});

test("looking without taking, fetching ahead and pictures elsewhere are nobody's reading", async () => {
  const before = (await events()).length;
  const head = await get("bibtex", { method: "HEAD" });
  expect(head.status).toBe(200);
  expect(Number(head.headers.get("content-length"))).toBeGreaterThan(100);
  await get("bibtex", { headers: { "sec-purpose": "prefetch" } });
  await get("bibtex", { headers: { "sec-fetch-dest": "image", "sec-fetch-site": "cross-site" } });
  expect(await events()).toHaveLength(before);
});

test("what is not there goes on to the pages, which say so", async () => {
  for (const path of ["/2077-0383/1/1/9/export/word", "/2077-0383/1/1/999/export/bibtex", "/2077-0383/1/1/9/export/"])
    expect((await fetch(`${site}${path}`)).status).toBe(503);
});
