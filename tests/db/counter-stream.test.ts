import { afterAll, expect, test } from "vitest";
import { connect, type Db } from "@/lib/db/connection";
import { REPORT_FORMATS, type ReportFormat, reportFile, reportFileName } from "@/lib/reports/counter/formats";
import { theWorld } from "@/lib/reports/counter/host";
import { counterReport } from "@/lib/reports/counter/report";
import { REPORTS } from "@/lib/reports/counter/report-kind";
import { reportStream } from "@/lib/reports/counter/report-stream";
import { parseRequest } from "@/lib/reports/counter/request";
import { counterWorld, HOST, NOW } from "../fixtures/counter-world";
import { testDatabase } from "../fixtures/database";
import { sheetRows } from "../fixtures/sheet-reader";

const { db, whereabouts } = await testDatabase();
await counterWorld(db, { events: 300 });
// More than is read at once, of rows and of articles.
await db.$client`
  insert into articles (journal_id, doi, title, volume, issue, first_page, year)
  select (select min(id) from journals), '10.5555/many.' || n, 'Many ' || n, '9', '9', n::text, 2024 from generate_series(1, 2000) n`;
await db.$client`
  insert into article_days select (jsonb_populate_record(null::article_days, to_jsonb(d) || jsonb_build_object('article_id', a.id, 'day', m.day))).*
  from articles a, (values ('2026-03-01'), ('2026-04-01'), ('2026-05-01')) m (day),
    (select * from article_days where lane = 'r' and article_id <> 0 and total_item_requests > 0 limit 1) d
  where a.doi like '10.5555/many.%'`;
/** A report takes two connections, and what does not let go of its own leaves too few for the next. */
const narrow = connect(whereabouts, 2, "tests");
afterAll(() => narrow.$client.end({ timeout: 1 }));

async function begun(of: Db) {
  const dates = { begin_date: "2026-03", end_date: "2026-05" };
  const parsed = parseRequest(REPORTS.IR, dates, { now: NOW, host: HOST });
  if (parsed.kind === "fault") throw new Error(JSON.stringify(parsed.exception));
  const asked = { request: parsed.request, customer: theWorld, host: HOST };
  return counterReport(of, asked, { now: NOW, exceptions: parsed.exceptions });
}
const body = async (of: Db, format: ReportFormat) => {
  const report = await begun(of);
  return reportStream(report, reportFile(report, format));
};
const bytes = async (stream: ReadableStream<Uint8Array>) => new Uint8Array(await new Response(stream).arrayBuffer());

test.each(REPORT_FORMATS)("a file of %s arrives whole", async (format) => {
  const whole = [];
  for await (const piece of reportFile(await begun(db), format)) whole.push(piece);
  // A workbook is packed with the time of day in it.
  const told = (file: Uint8Array) => (format === "xlsx" ? sheetRows(file) : Buffer.from(file).toString("utf8"));
  expect(told(await bytes(await body(narrow, format)))).toEqual(told(Buffer.concat(whole)));
  const report = await begun(db);
  await report.close();
  expect(reportFileName(report.facts, format)).toBe(`IR_0000000000000000_2026-03_2026-05.${format}`);
});

test("whoever leaves before the first byte, or after it, leaves nothing open behind", async () => {
  await (await body(narrow, "tsv")).cancel();
  const reader = (await body(narrow, "json")).getReader();
  expect((await reader.read()).value?.length).toBeGreaterThan(0);
  await reader.cancel();
  const report = await begun(narrow);
  await report.close();
  await report.close();
  expect([...(await narrow.$client`select 1 as one`)]).toEqual([{ one: 1 }]);
});

test("where it cannot be made to its end, the body breaks off", async () => {
  const report = await begun(db);
  async function* breaking() {
    yield new Uint8Array([1]);
    throw new Error("the database is away");
  }
  await expect(bytes(reportStream(report, breaking()))).rejects.toThrow("away");
  await report.close();
});
