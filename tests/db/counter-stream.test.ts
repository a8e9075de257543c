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

const { db, whereabouts } = await testDatabase();
await counterWorld(db, { events: 300 });
/** What does not let go of its connection leaves none for the next question. */
const narrow = connect(whereabouts, 1, "tests");
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
  for await (const piece of reportFile(await begun(db), format)) whole.push(...piece);
  expect([...(await bytes(await body(narrow, format)))]).toEqual(whole);
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
