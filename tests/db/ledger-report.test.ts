import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { makeReport } from "@/lib/reports/made/make";
import { testDatabase } from "../fixtures/database";
import { bytesOf } from "../fixtures/made-content";
import { reportWorld, summedThrough } from "../fixtures/report-world";
import { sheetRows } from "../fixtures/sheet-reader";

const { db } = await testDatabase();
const sql = db.$client;
const { journalId, articleId, env } = await reportWorld(db);
const NOW = new Date("2026-11-02T07:00:00Z");

const restated = (day: string, when: string, before: number, after: number) => sql`
  insert into restatements (article_id, day, restated, reasons, before, after, method_after)
  values (${articleId}, ${day}, ${when}, 'rx', ${JSON.stringify({ pdfDownloads: before })}::text::jsonb,
    ${JSON.stringify({ pdfDownloads: after })}::text::jsonb, 'm')`;

test("the ledger of some days is the same in every file, entry by entry, and has no other day", async () => {
  await summedThrough(db, NOW);
  await restated("2026-09-30", "2026-10-05T00:00:00Z", 9, 1);
  for (let day = 1; day <= 9; day += 1) await restated(`2026-10-0${day}`, `2026-10-2${day}T00:00:00Z`, day, 0);
  await restated("2026-11-01", "2026-11-02T00:00:00Z", 9, 1);
  const read: number[] = [];
  const report = await makeReport(
    db,
    { what: "ledger", journalId },
    {
      ...{ period: { from: "2026-10-01", to: "2026-10-31" }, formats: ["csv", "xlsx", "json"], now: NOW, env },
      progress: (rows) => read.push(rows),
    },
  );
  expect(report).toMatchObject({ headline: "9 restatements", empty: false, totals: { entries: 9 } });
  expect(read.at(-1)).toBe(9);
  const [csv, xlsx, json] = await Promise.all(report.files.map(async (file) => bytesOf(file.pieces())));
  const rows: string[][] = parse(csv ?? "", { bom: true, relax_column_count: true });
  const table = rows.slice(rows.findIndex(([first]) => first === "DOI"));
  const sheet = sheetRows(xlsx ?? new Uint8Array());
  const days = ["09", "08", "07", "06", "05", "04", "03", "02", "01"].map((day) => `2026-10-${day}`);
  expect(table.slice(1).map(([, day]) => day)).toEqual(days);
  expect(sheet.map((row) => row[1])).toEqual(["Day", ...days]);
  const difference = table[0]?.indexOf("pdfDownloads difference") ?? -1;
  expect(table.slice(1).map((row) => Number(row[difference]))).toEqual([-9, -8, -7, -6, -5, -4, -3, -2, -1]);
  expect(sheet.slice(1).map((row) => Number(row[difference]))).toEqual([-9, -8, -7, -6, -5, -4, -3, -2, -1]);
  const object = JSON.parse(Buffer.from(json ?? []).toString("utf8"));
  expect(object).toMatchObject({ report: "ledger", period: { from: "2026-10-01" }, timeZone: "UTC" });
  expect(object.restated.map((one: { day: string }) => one.day)).toEqual(days);
});

test("where nothing was restated it is empty", async () => {
  const period = { from: "2026-05-01", to: "2026-05-31" };
  const report = await makeReport(db, { what: "ledger", journalId }, { period, formats: ["json"], now: NOW, env });
  expect(report).toMatchObject({ empty: true, headline: undefined });
});
