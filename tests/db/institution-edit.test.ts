import { beforeEach, describe, expect, test } from "vitest";
import { changeWords } from "@/lib/catalog/change-words";
import { institutionChanges } from "@/lib/catalog/institution-changes";
import { institutionsCsv } from "@/lib/catalog/institution-csv";
import type { InstitutionTexts } from "@/lib/catalog/institution-facts";
import { readRanges } from "@/lib/catalog/institution-ranges";
import { readInstitutions } from "@/lib/catalog/institutions";
import { institutionFacts } from "@/lib/catalog/sql/institution-edit";
import { listedInstitutions, listedRanges } from "@/lib/catalog/sql/institution-list";
import { rangesOfInstitution, replaceInstitutions } from "@/lib/catalog/sql/institutions";
import {
  addInstitution,
  editInstitution,
  editRanges,
  importInstitutions,
  TAKEN,
  withdrawInstitution,
} from "@/lib/people/edit-institution";
import { auditedOf, auditRows } from "@/lib/people/sql/audit";
import { counterWorld } from "../fixtures/counter-world";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
await counterWorld(db, { events: 400 });
const NOW = new Date("2026-06-15T12:00:00Z");
const BY = undefined;
const texts = (more: Partial<InstitutionTexts> = {}): InstitutionTexts => ({
  ...{ name: "College", ror: "", customerId: "" },
  ...more,
});
const ranges = (text: string) => readRanges(text).ranges;
async function added(more: Partial<InstitutionTexts> = {}, of = ""): Promise<number> {
  const made = await addInstitution(db, { texts: texts(more), ranges: ranges(of), by: BY }, NOW);
  if (made.kind === "faults") throw new Error(JSON.stringify(made.faults));
  return made.id;
}
const lastLogged = async () => (await auditRows(db, { journals: "all" }, 1))[0];

beforeEach(async () => {
  await db.$client`delete from institutions where customer_id not like 'cust-%'`;
});

describe("an institution", () => {
  test("is added with its addresses, called by its number unless it is called otherwise", async () => {
    const id = await added(
      { name: "  Trinity \n College ", ror: "https://ror.org/00F54P054" },
      "192.0.2.0/24 2001:db8::1",
    );
    expect(await institutionFacts(db, id)).toEqual({
      name: "Trinity College",
      ror: "00f54p054",
      customerId: String(id),
    });
    expect(await rangesOfInstitution(db, id)).toEqual(ranges("192.0.2.0/24 2001:db8::1"));
    expect(await lastLogged()).toMatchObject({
      who: "operator",
      action: "institution-added",
      detail: { id: String(id), institution: "Trinity College", ranges: "2" },
    });
    const other = await added({ name: "Other", customerId: "other" });
    expect((await institutionFacts(db, other))?.customerId).toBe("other");
  });

  test.each([
    [{ name: " " }, { name: "must not be empty" }],
    [{ name: "x".repeat(301) }, { name: expect.stringContaining("longer than 300") }],
    [{ ror: "00f54p05" }, { ror: expect.stringContaining("is none") }],
    [{ customerId: "0000000000000000" }, { customerId: expect.stringContaining("The World") }],
    [{ customerId: "with a blank" }, { customerId: expect.stringContaining("at most 64") }],
    [
      { name: "Old College", customerId: "cust-x/" },
      { name: TAKEN, customerId: expect.any(String) },
    ],
  ])("%j is not added, and nothing is", async (wrong, faults) => {
    const before = await listedInstitutions(db, { words: undefined, month: undefined }, { limit: 50, offset: 0 });
    expect(await addInstitution(db, { texts: texts(wrong), ranges: [], by: BY }, NOW)).toEqual({
      kind: "faults",
      faults,
    });
    expect(await listedInstitutions(db, { words: undefined, month: undefined }, { limit: 50, offset: 0 })).toEqual(
      before,
    );
  });

  test("changes what it is called, and the log says from what to what", async () => {
    const id = await added();
    const typed = { name: "New name", ror: "00f54p054" };
    expect(await editInstitution(db, { id, by: BY }, { typed, base: undefined }, NOW)).toEqual({
      kind: "saved",
      changed: ["name", "ror"],
    });
    expect((await lastLogged())?.detail).toEqual({
      ...{ id: String(id), institution: "College" },
      ...{ name: "College → New name", ROR: "none → 00f54p054" },
    });
    expect(await editInstitution(db, { id, by: BY }, { typed, base: undefined }, NOW)).toEqual({
      kind: "saved",
      changed: [],
    });
    const taken = await editInstitution(db, { id, by: BY }, { typed: { name: "Old College" }, base: undefined }, NOW);
    expect(taken).toMatchObject({ kind: "faults", faults: { name: TAKEN } });
    expect(await editInstitution(db, { id: 999_999, by: BY }, { typed, base: undefined }, NOW)).toEqual({
      kind: "gone",
    });
  });

  test("edited by two at once keeps what each did, and asks where both did something else", async () => {
    const id = await added({ customerId: "c" });
    const base = texts({ customerId: "c" });
    const save = (typed: Partial<InstitutionTexts>) =>
      editInstitution(db, { id, by: BY }, { typed: { ...base, ...typed }, base }, NOW);
    expect(await save({ ror: "00f54p054" })).toMatchObject({ kind: "saved" });
    expect(await save({ name: "Renamed" })).toEqual({ kind: "saved", changed: ["name"] });
    expect(await institutionFacts(db, id)).toEqual({ name: "Renamed", ror: "00f54p054", customerId: "c" });
    expect(await save({ name: "Renamed otherwise" })).toMatchObject({ kind: "contested", fields: ["name"] });
    expect(await save({ name: "Renamed" })).toEqual({ kind: "saved", changed: [] });
    expect((await institutionFacts(db, id))?.name).toBe("Renamed");
    const seen = await auditedOf(db, { actions: ["institution"], id, since: new Date(NOW.getTime() - 1) });
    expect(seen.map(({ detail }) => detail.ROR ?? detail.name)).toEqual(["none → 00f54p054", "College → Renamed"]);
  });

  test("that two people add at once is one", async () => {
    const results = await Promise.all(
      [1, 2, 3].map(() => addInstitution(db, { texts: texts({ name: "Raced" }), ranges: [], by: BY }, NOW)),
    );
    expect(results.map(({ kind }) => kind).sort()).toEqual(["added", "faults", "faults"]);
  });
});

describe("its addresses", () => {
  test("are added and taken away one by one; what was there already is not added again", async () => {
    const id = await added({}, "192.0.2.0/25");
    const add = (text: string) => editRanges(db, { id, by: BY }, { add: ranges(text) }, NOW);
    expect(await add("192.0.2.0/25 198.51.100.7")).toEqual({ added: ranges("198.51.100.7"), removed: [] });
    expect((await lastLogged())?.detail).toMatchObject({ added: "198.51.100.7" });
    const take = () => editRanges(db, { id, by: BY }, { remove: ranges("192.0.2.0-192.0.2.127") }, NOW);
    expect(await take()).toEqual({ added: [], removed: ranges("192.0.2.0/25") });
    expect(await take()).toEqual({ added: [], removed: [] });
    expect(await rangesOfInstitution(db, id)).toEqual(ranges("198.51.100.7"));
    expect(await editRanges(db, { id: 999_999, by: BY }, { add: ranges("192.0.2.1") }, NOW)).toBeUndefined();
  });

  test("say whose they are as well", async () => {
    const id = await added({}, "192.0.2.0/24 198.51.100.0/24 2001:db8::/32");
    await added({ name: "Inside" }, "192.0.2.200");
    await added({ name: "Around" }, "192.0.0.0/16 2001:db8:1::/48");
    const listed = await listedRanges(db, id, { limit: 10, offset: 0 });
    expect(listed.map(({ first, others }) => [first, others])).toEqual([
      ["192.0.2.0", ["Around", "Inside"]],
      ["198.51.100.0", []],
      ["2001:db8::", ["Around"]],
    ]);
    expect(await listedRanges(db, id, { limit: 1, offset: 1 })).toHaveLength(1);
  });

  test("go with a withdrawal, and what was recorded stays", async () => {
    const [old] = await listedInstitutions(db, { words: "old college", month: "2026-04" }, { limit: 1, offset: 0 });
    const id = old?.id ?? 0;
    expect(old?.requests).toBeGreaterThan(0);
    await editRanges(db, { id, by: BY }, { add: ranges("192.0.2.0/24") }, NOW);
    expect(await withdrawInstitution(db, { id, by: BY }, NOW)).toBe(true);
    expect((await lastLogged())?.detail).toMatchObject({ institution: "Old College", ranges: "1" });
    const [after] = await listedInstitutions(db, { words: "old college", month: "2026-04" }, { limit: 1, offset: 0 });
    expect(after).toEqual({ ...old, ranges: 0 });
  });
});

describe("a list", () => {
  const entry = (name: string, of: string, ror: string | null = null) => ({ name, ror, ranges: ranges(of) });

  test("says what importing it would change, and changes nothing by that", async () => {
    await added({ name: "Stays" }, "192.0.2.1");
    await added({ name: "Changes", ror: "00f54p054" }, "192.0.2.2 192.0.2.3");
    await added({ name: "Neighbour" }, "192.0.2.0/24");
    const changes = await institutionChanges(db, [
      entry("Stays", "192.0.2.1"),
      entry("Changes", "192.0.2.3 198.51.100.0/24", "02jbv0t02"),
      entry('Comes, with a "quote" \\ and comma', "192.0.2.9"),
    ]);
    expect(changes.flatMap(changeWords)).toEqual([
      "changed: Changes",
      "  ROR: 00f54p054 → 02jbv0t02",
      "  + 198.51.100.0-198.51.100.255",
      "  - 192.0.2.2",
      'new: Comes, with a "quote" \\ and comma',
      "  + 192.0.2.9",
      "  shares addresses with Neighbour",
    ]);
    expect(changes[0]?.kind).toBe("same");
    expect(await listedInstitutions(db, { words: "Comes", month: undefined }, { limit: 9, offset: 0 })).toEqual([]);
  });

  test("that is exported and read back changes nothing", async () => {
    await added({ name: 'Quoted "one", with; marks', ror: "00f54p054" }, "192.0.2.0/24 2001:db8::/33 198.51.100.7");
    await added({ name: "Übergrößen in Łódź" }, "203.0.113.4-203.0.113.9");
    await replaceInstitutions(db, [entry("Old College", "192.0.2.77"), entry("New College", "192.0.2.78")]);
    let csv = "";
    for await (const piece of institutionsCsv(db)) csv += piece;
    const { entries, warnings } = readInstitutions(Buffer.from(csv));
    expect(warnings).toEqual([]);
    expect((await institutionChanges(db, entries)).map(({ name, kind }) => [name, kind])).toEqual([
      ["New College", "same"],
      ["Old College", "same"],
      ['Quoted "one", with; marks', "same"],
      ["Übergrößen in Łódź", "same"],
    ]);
  });

  test("is imported whole, and the log says how much it was", async () => {
    const name = 'With {braces}, "quotes" \\ and NULL';
    const done = await importInstitutions(
      db,
      { entries: [entry(name, "192.0.2.1"), entry("null", "::1")], by: BY },
      NOW,
    );
    expect(done).toEqual({ added: 2, changed: 0, ranges: 2 });
    expect(await lastLogged()).toMatchObject({ action: "institutions-imported", detail: { added: "2", ranges: "2" } });
    const listed = await listedInstitutions(db, { words: "with {", month: undefined }, { limit: 9, offset: 0 });
    expect(listed).toMatchObject([{ name, ror: null, ranges: 1 }]);
  });
});
