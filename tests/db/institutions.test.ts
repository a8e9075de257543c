import { expect, test } from "vitest";
import { institutionRows, rangesOfInstitution, replaceInstitutions } from "@/lib/catalog/sql/institutions";
import { makeKey } from "@/lib/collector/api-key";
import { Origins } from "@/lib/collector/origins";
import { countDirty } from "@/lib/counting/count";
import { withdrawInstitution } from "@/lib/people/edit-institution";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { BROWSER, testFront } from "../fixtures/front";

const { db } = await testDatabase();
const wide = { first: "198.51.100.0", last: "198.51.100.255" };
const narrow = { first: "198.51.100.64", last: "198.51.100.95" };

test("institutions are added and replaced by name, and looked up as soon as they changed", async () => {
  const origins = new Origins(db);
  await origins.refresh();
  expect(origins.originOf("198.51.100.70").institutions).toBe("");
  expect(
    await replaceInstitutions(db, [
      { name: "Consortium", ror: null, ranges: [wide] },
      { name: "College", ror: "00f54p054", ranges: [narrow, narrow, { first: "2001:db8::", last: "2001:db8::ffff" }] },
    ]),
  ).toEqual({ added: 2, changed: 0, ranges: 4 });
  await origins.refresh();
  const [college, consortium] = await institutionRows(db);
  expect(college).toMatchObject({ name: "College", ror: "00f54p054", ranges: 2 });
  expect(origins.originOf("198.51.100.70")).toEqual({
    country: "ZZ",
    institutions: [college?.id, consortium?.id].sort().join(","),
  });
  expect(origins.originOf("198.51.100.7").institutions).toBe(String(consortium?.id));
  expect(origins.originOf("2001:db8::17").institutions).toBe(String(college?.id));

  expect(
    await replaceInstitutions(db, [
      { name: "College", ror: null, ranges: [{ first: "203.0.113.0", last: "203.0.113.9" }] },
    ]),
  ).toEqual({
    added: 0,
    changed: 1,
    ranges: 1,
  });
  await origins.refresh();
  expect(origins.originOf("198.51.100.70").institutions).toBe(String(consortium?.id));
  expect(await rangesOfInstitution(db, college?.id ?? 0)).toEqual([{ first: "203.0.113.0", last: "203.0.113.9" }]);
  expect((await institutionRows(db))[0]?.ror).toBe("00f54p054");
  const now = new Date();
  expect(await withdrawInstitution(db, { id: college?.id ?? 0, by: undefined }, now)).toBe(true);
  expect(await rangesOfInstitution(db, college?.id ?? 0)).toEqual([]);
  expect(await withdrawInstitution(db, { id: 999, by: undefined }, now)).toBe(false);
});

test("an access from an address of two institutions counts for each and once for the world, through the door", async () => {
  await replaceInstitutions(db, [
    { name: "Consortium", ror: null, ranges: [wide] },
    { name: "College", ror: null, ranges: [narrow] },
  ]);
  const { id, doi } = await anArticle(db);
  const { site } = await testFront(db);
  const { key } = await makeKey(db, "t", ["record"]);
  const records = ["198.51.100.70", "198.51.100.7", "8.8.8.8"].map((ip) => ({
    doi,
    action: "pdf",
    ip,
    userAgent: BROWSER,
    at: "2026-05-05T09:00:00Z",
  }));
  const response = await fetch(`${site}/api/usage`, {
    method: "POST",
    headers: { "x-api-key": key },
    body: JSON.stringify(records),
  });
  expect(response.status).toBe(202);
  await countDirty(db);
  const by = await db.$client`
    select i.name, sum(total_item_investigations)::int as tii, sum(unique_item_requests)::int as uir
    from article_institution_days d join institutions i on i.id = d.institution_id where article_id = ${id} group by 1 order by 1`;
  expect(by).toEqual([
    { name: "College", tii: 1, uir: 1 },
    { name: "Consortium", tii: 2, uir: 2 },
  ]);
  const [world] = await db.$client`
    select sum(total_item_investigations)::int as tii, sum(unique_item_requests)::int as uir from article_days where article_id = ${id}`;
  expect(world).toEqual({ tii: 3, uir: 3 });
  const countries = await db.$client`
    select country, total_item_requests as tir from article_country_days where article_id = ${id} order by 1`;
  expect(countries).toEqual([
    { country: "US", tir: 1 },
    { country: "ZZ", tir: 2 },
  ]);
});

test("a hundred thousand ranges are imported and looked up", async () => {
  const ranges = Array.from({ length: 100_000 }, (_, i) => {
    const net = `${1 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}`;
    return { first: `${net}.0`, last: `${net}.255` };
  });
  const entries = Array.from({ length: 1_000 }, (_, i) => ({
    name: `Institution ${i}`,
    ror: null,
    ranges: ranges.slice(i * 100, i * 100 + 100),
  }));
  expect((await replaceInstitutions(db, entries)).ranges).toBe(100_000);
  const origins = new Origins(db);
  await origins.refresh();
  const [last] = await db.$client<{ id: number }[]>`select id from institutions where name = 'Institution 999'`;
  expect(origins.originOf("2.134.159.7").institutions).toBe(String(last?.id));
  expect(origins.originOf("2.134.160.7").institutions).toBe("");
});
