import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Recorder } from "@/lib/collector/recorder";
import { LineParser } from "@/lib/logs/format";
import { LogImport } from "@/lib/logs/import";
import { linesOf } from "@/lib/logs/lines";
import { isFault, type LogLine } from "@/lib/logs/log-line";
import { platformOf } from "@/lib/logs/platform";
import { emptyBenchDatabase } from "./filled";
import { generateLog } from "./generate-log";
import { memoryOf, result, whole } from "./report";

/** A month of a publisher's log, imported whole; what was recorded and dropped must be what was generated. */
export async function benchImport(quick: boolean): Promise<void> {
  const count = quick ? 500_000 : 5_000_000;
  const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-bench-log-"));
  const { db, stop } = await emptyBenchDatabase();
  try {
    const file = path.join(folder, "access.log");
    const truth = await generateLog(file, count);
    for (const again of [false, true]) {
      const recorder = new Recorder(db, { queueLimit: 1 });
      const log = await LogImport.start(db, recorder, { platform: platformOf("plos"), ids: new Map(), dryRun: false });
      const began = performance.now();
      const parser = new LineParser("combined");
      for await (const { lines } of linesOf(file)) {
        const read: LogLine[] = [];
        for (const text of lines) {
          const parsed = text === null ? { fault: "long" } : parser.parse(text);
          if (parsed === undefined || isFault(parsed)) log.reject();
          else read.push(parsed);
        }
        await log.add(read);
      }
      await log.finish();
      const seconds = (performance.now() - began) / 1000;
      const { recorded, dropped, rejected, unknownArticle, lines } = log.summary;
      const rate = lines / seconds;
      result(
        again
          ? "the same log imported again"
          : `log import, ${whole(lines)} lines (${whole(truth.bytes / 2 ** 20)} MB)`,
        `${whole(rate)} lines/s`,
        again ? "" : "≥ 100,000/s",
        again ? undefined : rate >= 100_000,
      );
      const expected = again ? [0, truth.recorded] : [truth.recorded, 0];
      const right =
        recorded === expected[0] &&
        (dropped.imported_before ?? 0) === expected[1] &&
        dropped.not_article === truth.notArticle &&
        dropped.status === truth.status &&
        dropped.method === truth.method &&
        unknownArticle === truth.unknownArticle &&
        rejected === truth.rejected;
      result(
        "  outcomes are those that were generated",
        right ? "yes" : JSON.stringify([log.summary, truth]),
        "yes",
        right,
      );
    }
    const [row] = await db.$client<{ n: number }[]>`select count(*)::int as n from usage_events`;
    result("  rows in the database", whole(row?.n ?? 0), whole(truth.recorded), row?.n === truth.recorded);
    const { peak } = memoryOf(process.pid);
    result("  resident memory of the import, at most", `${whole(peak)} MB`, "≤ 350 MB", peak <= 350);
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
