import { afterEach, describe, expect, test } from "vitest";
import { auditRows } from "@/lib/people/sql/audit";
import { parseGap, stateGap, withdrawGap } from "@/lib/reports/counter/gap";
import { theWorld } from "@/lib/reports/counter/host";
import { REPORTS } from "@/lib/reports/counter/report-kind";
import { figuresStamp } from "@/lib/reports/sql/figures-stamp";
import { gapRows } from "@/lib/reports/sql/gaps";
import { asJson, asTable } from "../fixtures/counter-report";
import { reportFaults } from "../fixtures/counter-validator";
import { counterWorld, NOW } from "../fixtures/counter-world";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
await counterWorld(db, { events: 400 });
afterEach(async () => void (await db.$client`delete from usage_gaps`));
const state = (first: string, last: string, reason = "an access log was lost") =>
  stateGap(db, { first, last, reason }, undefined, NOW);

describe("a gap", () => {
  test.each([
    [
      { from: "2026-03-04", to: "", reason: " Logs \n lost " },
      {},
      { first: "2026-03-04", last: "2026-03-04", reason: "Logs lost" },
    ],
    [
      { from: "2026-03-04", to: "2026-03-09", reason: "x" },
      {},
      { first: "2026-03-04", last: "2026-03-09", reason: "x" },
    ],
    [
      { from: "4 March", to: "", reason: "" },
      { from: "must be a day like 2026-03-04", reason: expect.any(String) },
      {},
    ],
    [{ from: "2026-02-30", to: "", reason: "x" }, { from: "must be a day like 2026-03-04" }, {}],
    [{ from: "2026-03-04", to: "2026-03-03", reason: "x" }, { to: "lies before the first" }, {}],
    [{ from: "2026-06-15", to: "2026-06-16", reason: "x" }, { to: "lies in the future" }, {}],
    [{ from: "2026-06-15", to: "", reason: "x".repeat(201) }, { reason: "is longer than 200 characters" }, {}],
  ])("%j", (texts, faults, gap) => {
    const parsed = parseGap(texts, NOW);
    expect(parsed.faults).toEqual(faults);
    expect(parsed.gap).toMatchObject(gap);
  });

  test("is said by every report of its months, and by no other", async () => {
    await state("2026-04-30", "2026-05-02");
    await state("2026-04-07", "2026-04-07", "a disk broke");
    const exceptions = async (begin_date: string, end_date: string) =>
      (await asJson(db, "TR", { parameters: { begin_date, end_date } })).Report_Header.Exceptions;
    const both = "2026-04-07: a disk broke; 2026-04-30 to 2026-05-02: an access log was lost";
    const said = (Data: string) => [{ Code: 3040, Message: "Partial Data Returned", Data }];
    expect(await exceptions("2026-03", "2026-05")).toEqual(said(both));
    expect(await exceptions("2026-05", "2026-05")).toEqual(said("2026-04-30 to 2026-05-02: an access log was lost"));
    expect(await exceptions("2026-03", "2026-03")).toBeUndefined();
    expect((await asTable(db, "PR")).header.Exceptions).toBe(`3040: Partial Data Returned (${both})`);
    const asked = { begin_date: "2026-03", end_date: "2026-05", customer_id: theWorld.customerId };
    expect(reportFaults(await asJson(db, "TR"), { kind: REPORTS.TR, asked, platformId: "test" })).toEqual([]);
  });

  test("of a month that is not reported is not said", async () => {
    await state("2026-04-07", "2026-04-09");
    await db.$client`update usage_months set completed = null where month = '2026-04-01'`;
    try {
      expect((await asJson(db, "TR")).Report_Header.Exceptions).toMatchObject([{ Code: 3031, Data: "2026-04" }]);
    } finally {
      await db.$client`update usage_months set completed = now() where month = '2026-04-01'`;
    }
  });

  test("changes what a report that is kept goes by, and is in the log, also when it is taken back", async () => {
    const stamps = [await figuresStamp(db)];
    const id = await state("2026-04-07", "2026-04-09");
    stamps.push(await figuresStamp(db));
    expect(await gapRows(db)).toMatchObject([{ id, first: "2026-04-07", last: "2026-04-09" }]);
    expect(await withdrawGap(db, id, undefined, NOW)).toBe(true);
    expect(await withdrawGap(db, id, undefined, NOW)).toBe(false);
    expect((await asJson(db, "TR")).Report_Header).not.toHaveProperty("Exceptions");
    expect(new Set(stamps).size).toBe(2);
    expect((await auditRows(db, { journals: "all" }, 2)).map(({ action, detail }) => [action, detail.days])).toEqual([
      ["gap-withdrawn", "2026-04-07 to 2026-04-09"],
      ["gap", "2026-04-07 to 2026-04-09"],
    ]);
  });
});
