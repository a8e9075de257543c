import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Recorder } from "@/lib/collector/recorder";
import { countDirty } from "@/lib/counting/count";
import { LineParser } from "@/lib/logs/format";
import { type ImportSummary, LogImport } from "@/lib/logs/import";
import { LogSourceError, linesOf } from "@/lib/logs/lines";
import { isFault, type LogLine } from "@/lib/logs/log-line";
import { platformOf } from "@/lib/logs/platform";
import { whileOnlyImport } from "@/lib/logs/queries";
import { anArticle } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";
import { BROWSER } from "../fixtures/front";

const { db } = await testDatabase();
const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-logs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let doi: string;
let id: number;
beforeAll(async () => {
  ({ doi, id } = await anArticle(db, { year: 2019 }));
});

/** A line of the combined format: an instant, a reader, and what differs. */
const line = (
  at: string,
  reader: number,
  more: Partial<Record<"request" | "status" | "agent" | "referer", string>> = {},
) => {
  const stamp = new Date(at).toUTCString().replace(/^\w+, (\d+) (\w+) (\d+) (.*) GMT$/, "$1/$2/$3:$4 +0000");
  const { request = `GET /plosone/article/file?id=${doi}&type=printable HTTP/1.1`, status = "200" } = more;
  return `203.0.113.${reader} - - [${stamp}] "${request}" ${status} 1 "${more.referer ?? "-"}" "${more.agent ?? BROWSER}"`;
};

async function importLines(lines: readonly string[], dryRun = false): Promise<ImportSummary> {
  const recorder = new Recorder(db, { queueLimit: 1 });
  const log = await LogImport.start(db, recorder, { platform: platformOf("plos"), ids: new Map(), dryRun });
  const parser = new LineParser("combined");
  const read: LogLine[] = [];
  for (const text of lines) {
    const parsed = parser.parse(text);
    if (parsed === undefined || isFault(parsed)) log.reject();
    else read.push(parsed);
  }
  await log.add(read);
  await log.finish();
  return log.summary;
}

const rows = async (articleId = id) =>
  db.$client`select at, action, lane, year, country, visitor from usage_events where article_id = ${articleId} order by at`;
const minutes = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) =>
    line(`2021-05-05T09:${String(from + i).padStart(2, "0")}:00Z`, 1 + from + i),
  );
const sumOf = ({ recorded, dropped, rejected, unknownArticle }: ImportSummary) =>
  recorded + rejected + unknownArticle + Object.values(dropped).reduce((sum, n) => sum + n, 0);

describe("an imported log", () => {
  test("says what became of every line, and its usage is counted like any other", async () => {
    const lines = [
      line("2021-04-05T09:00:00Z", 1, { referer: "https://Scholar.example/q?x" }),
      line("2021-04-05T09:00:20Z", 1),
      line("2021-04-05T09:30:00Z", 2, { request: `GET /plosone/article?id=${doi} HTTP/1.1` }),
      line("2021-04-05T09:40:00Z", 3, {
        agent: "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
      }),
      line("2021-04-05T09:41:00Z", 4, { status: "304" }),
      line("2021-04-05T09:42:00Z", 5, { status: "206" }),
      line("2021-04-05T09:43:00Z", 6, { status: "404" }),
      line("2021-04-05T09:44:00Z", 7, { request: `HEAD /plosone/article?id=${doi} HTTP/1.1` }),
      line("2021-04-05T09:45:00Z", 8, { request: `POST /plosone/article?id=${doi} HTTP/1.1` }),
      line("2021-04-05T09:46:00Z", 9, { request: "GET /plosone/article?id=10.5555/nowhere HTTP/1.1" }),
      line("2021-04-05T09:47:00Z", 9, { request: "GET /favicon.ico HTTP/1.1" }),
      "garbage",
    ];
    const dry = await importLines(lines, true);
    expect(await rows()).toHaveLength(0);
    const summary = await importLines(lines);
    expect(summary).toEqual({
      lines: 12,
      recorded: 6,
      dropped: { status: 1, method: 2, not_article: 1 },
      rejected: 1,
      unknownArticle: 1,
      actions: { pdf: 6, fulltext: 4 },
    });
    expect(dry).toEqual(summary);
    expect(sumOf(summary)).toBe(12);
    await countDirty(db);
    const [counted] = await db.$client`
      select sum(pdf_downloads)::int as pdf, sum(full_text_views)::int as full, sum(unique_item_requests)::int as uir
      from article_days where article_id = ${id} and lane = 'r'`;
    expect(counted).toEqual({ pdf: 3, full: 1, uir: 4 });
    expect((await rows())[0]).toMatchObject({ year: 2019, country: "ZZ" });
    const [referrer] = await db.$client`select host from referrers`;
    expect(referrer).toEqual({ host: "scholar.example" });
  });

  test("counts no line twice: not the same log, not one that overlaps it", async () => {
    const before = (await rows()).length;
    expect((await importLines(minutes(0, 30))).recorded).toBe(30);
    expect(await importLines(minutes(0, 30))).toMatchObject({ recorded: 0, dropped: { imported_before: 30 } });
    expect(await importLines(minutes(20, 50))).toMatchObject({ recorded: 20, dropped: { imported_before: 10 } });
    expect(await rows()).toHaveLength(before + 50);
    // In any order, and in another file's middle.
    expect((await importLines([...minutes(0, 55)].reverse())).recorded).toBe(5);
  });

  test("keeps lines that are there twice twice, in whichever file they are more often", async () => {
    const twice = line("2021-06-05T09:00:00Z", 1);
    expect((await importLines([twice, twice])).recorded).toBe(2);
    expect((await importLines([twice])).recorded).toBe(0);
    expect((await importLines([twice, twice, twice])).recorded).toBe(1);
    // The same second, another reader.
    expect((await importLines([line("2021-06-05T09:00:00Z", 2)])).recorded).toBe(1);
  });

  test("of a month whose events were dropped is told, not recorded", async () => {
    await db.$client`insert into usage_months values ('2018-02-01', '2018-02-01', '2018-02-01', now(), now())`;
    expect(await importLines([line("2018-02-05T09:00:00Z", 1)])).toMatchObject({
      recorded: 0,
      dropped: { month_closed: 1 },
    });
  });

  test("leaves no address behind", async () => {
    for (const table of ["usage_events", "imported_lines", "early_clicks", "user_agents"]) {
      const found = await db.$client.unsafe(`select from ${table} t where t::text like '%203.0.113%'`);
      expect(found, table).toHaveLength(0);
    }
  });

  test("waits for no other: the second import at once is refused", async () => {
    let release = () => {};
    const first = whileOnlyImport(db, () => new Promise<void>((resolve) => (release = resolve)));
    await expect.poll(async () => whileOnlyImport(db, async () => {})).toBe(false);
    release();
    expect(await first).toBe(true);
    expect(await whileOnlyImport(db, async () => {})).toBe(true);
  });
});

describe("lines", () => {
  /** `one\ntwo\r\n\nlast`, by a zstd that is not at hand here. */
  const ZSTD = Buffer.from("KLUv/QRYcQAAb25lCnR3bw0KCmxhc3SiizEd", "base64");
  const file = (name: string, content: Buffer | string) => {
    const full = path.join(folder, name);
    writeFileSync(full, content);
    return full;
  };
  const read = async (name: string) => {
    const all: (string | null)[] = [];
    let expected = 1;
    for await (const { first, lines } of linesOf(name)) {
      expect(first).toBe(expected);
      expected += lines.length;
      all.push(...lines);
    }
    return all;
  };

  test.each<[string, Buffer | string, (string | null)[]]>([
    ["plain", "one\ntwo\r\n\nlast", ["one", "two", "", "last"]],
    ["empty", "", []],
    ["a byte", "a", ["a"]],
    ["gzip", gzipSync("one\ntwo\n"), ["one", "two"]],
    ["gzip in two parts", Buffer.concat([gzipSync("one\ntw"), gzipSync("o\nthree")]), ["one", "two", "three"]],
    ["zstd", ZSTD, ["one", "two", "", "last"]],
    ["zstd in two parts", Buffer.concat([ZSTD, ZSTD]), ["one", "two", "", "lastone", "two", "", "last"]],
    ["bytes", Buffer.from([0, 255, 10, 13, 10]), ["\u0000\u00ff", ""]],
    ["a long line among others", `a\n${"x".repeat(1_200_000)}\nb\n${"y".repeat(3_000_000)}`, ["a", null, "b", null]],
  ])("of a file that is %s", async (name, content, expected) => {
    expect(await read(file(name, content))).toEqual(expected);
  });

  test("of a damaged file are read as far as it goes, and then it is told", async () => {
    const whole = gzipSync(Array.from({ length: 20_000 }, (_, i) => `line ${i} ${Math.random()}`).join("\n"));
    const lines: (string | null)[] = [];
    const cut = file("cut.gz", whole.subarray(0, whole.length - 1000));
    const reading = async () => {
      for await (const chunk of linesOf(cut)) lines.push(...chunk.lines);
    };
    await expect(reading()).rejects.toThrow(LogSourceError);
    expect(lines.length).toBeGreaterThan(10_000);
    await expect(read(path.join(folder, "nowhere.log"))).rejects.toThrow("there is no such file");
    await expect(read(folder)).rejects.toThrow("is a folder");
    await expect(read(file("bad.zst", Buffer.concat([ZSTD.subarray(0, 4), Buffer.alloc(30, 0xff)])))).rejects.toThrow(
      "is damaged",
    );
  });
});
