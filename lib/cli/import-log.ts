import { once } from "node:events";
import { createWriteStream, readFileSync } from "node:fs";
import { finished } from "node:stream/promises";
import { type Doi, parseDoi } from "@/lib/catalog/doi";
import { Recorder } from "@/lib/collector/recorder";
import { countDirty } from "@/lib/counting/count";
import { applyExclusions } from "@/lib/integrity/exclude";
import { labelDays } from "@/lib/jobs/robots";
import { detectFormat, FORMATS, type Format, LineParser } from "@/lib/logs/format";
import { type ImportSummary, LINE_DROPS, type LineDrop, LogImport } from "@/lib/logs/import";
import { type Lines, LogSourceError, linesOf } from "@/lib/logs/lines";
import { isFault, type LogLine } from "@/lib/logs/log-line";
import { PLATFORMS, PlatformError, platformOf } from "@/lib/logs/platform";
import { whileOnlyImport } from "@/lib/logs/queries";
import { type Command, type Output, textOf, UsageError, type Values } from "./command";
import { Progress } from "./progress";

export const importLog: Command = {
  name: "import-log",
  summary: "Turn access logs into usage",
  help: `  import-log FILE… [--platform ${Object.keys(PLATFORMS).join("|")}|custom.json] [--format ${FORMATS.join("|")}]
                   [--ids IDS.csv] [--rejects FILE] [--dry-run]

  FILE is plain, .gz or .zst, or - for standard input. The platform says which addresses are which article's (mdpi unless
  given); the format is recognised unless given. IDS.csv has two columns, a platform's own id and a DOI.
  No line counts twice, whatever file it stands in: a run that was killed is simply started again. Lines that cannot be
  read go to the rejects with their numbers and reasons, and stop nothing.`,
  options: {
    platform: { type: "string" },
    format: { type: "string" },
    ids: { type: "string" },
    rejects: { type: "string" },
    "dry-run": { type: "boolean" },
  },
  async run({ db, values, words, out }) {
    if (words.length === 0) throw new UsageError("import-log needs a FILE, or - for standard input");
    const dryRun = values["dry-run"] === true;
    const recorder = new Recorder(db, { queueLimit: 1 });
    const log = await LogImport.start(db, recorder, { platform: platformNamed(values), ids: idsOf(values), dryRun });
    const rejects = rejectsOf(values);
    let only = true;
    try {
      const work = () => importFiles(words, formatOf(values), log, rejects, out);
      if (dryRun) await work();
      else only = await whileOnlyImport(db, work);
    } catch (fault) {
      if (fault instanceof LogSourceError) {
        await log.finish();
        throw new Error(`${fault.message}. What came before it is imported:\n${wordsOf(log.summary, dryRun)}`);
      }
      throw fault;
    } finally {
      await rejects.close();
    }
    if (!only) throw new Error("Another import is under way on this database; try again when it is done.");
    if (!dryRun) {
      await labelDays(db, [...log.days]);
      await applyExclusions(db);
    }
    const articleDays = dryRun ? 0 : await countDirty(db, (days) => out.say(`${days} article-days counted`));
    out.result({ ...log.summary, articleDays }, wordsOf(log.summary, dryRun));
  },
};

async function importFiles(
  files: readonly string[],
  format: Format | undefined,
  log: LogImport,
  rejects: Rejects,
  out: Output,
): Promise<void> {
  const progress = new Progress(out);
  for (const file of files) {
    let parser = format && new LineParser(format);
    for await (const chunk of linesOf(file, (read) => progress.read(file, read))) {
      parser ??= new LineParser(formatFor(file, chunk));
      const lines: LogLine[] = [];
      for (const [i, text] of chunk.lines.entries()) {
        const parsed = text === null ? { fault: "is longer than 1 MB" } : parser.parse(text);
        if (parsed === undefined) log.skip();
        else if (isFault(parsed)) {
          log.reject();
          await rejects.add(file, chunk.first + i, parsed.fault, text);
        } else lines.push(parsed);
      }
      await log.add(lines);
      progress.lines(log.summary.lines);
    }
  }
  await log.finish();
  progress.end();
}

function formatFor(file: string, { lines }: Lines): Format {
  const found = detectFormat(lines.filter((line) => line !== null));
  if (!found)
    throw new LogSourceError(
      `${file}: no line of its beginning is in a format known; say which by --format ${FORMATS.join("|")}`,
    );
  return found;
}

function formatOf(values: Values): Format | undefined {
  const named = textOf(values, "format");
  const format = FORMATS.find((known) => known === named);
  if (named !== undefined && !format) throw new UsageError(`--format ${named}: must be one of ${FORMATS.join(", ")}`);
  return format;
}

function platformNamed(values: Values) {
  try {
    return platformOf(textOf(values, "platform") ?? "mdpi");
  } catch (fault) {
    throw fault instanceof PlatformError ? new UsageError(`--platform: ${fault.message}`) : fault;
  }
}

/** The operator's list of ids; a line at fault is named. */
function idsOf(values: Values): ReadonlyMap<string, Doi> {
  const file = textOf(values, "ids");
  const ids = new Map<string, Doi>();
  if (file === undefined) return ids;
  const lines = readFileSync(file, "utf8")
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/);
  for (const [i, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const [id = "", named = ""] = line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
    const doi = parseDoi(named);
    if (doi !== undefined && id !== "") ids.set(id, doi);
    else if (i > 0) throw new UsageError(`--ids ${file}, line ${i + 1}: must be an id and a DOI`);
  }
  return ids;
}

interface Rejects {
  add(file: string, line: number, fault: string, text: string | null): Promise<void>;
  close(): Promise<void>;
}

const SHOWN = 2_000;

/** The rejects file: file, line number, reason and the line's beginning, a tab between. */
function rejectsOf(values: Values): Rejects {
  const file = textOf(values, "rejects");
  if (file === undefined) return { add: async () => {}, close: async () => {} };
  const stream = createWriteStream(file);
  // A fault of the file is told by `close`, not as an unhandled event.
  const ended = finished(stream);
  ended.catch(() => {});
  return {
    add: async (from, line, fault, text) => {
      const shown = (text ?? "").slice(0, SHOWN).replace(/\p{Cc}/gu, "?");
      if (!stream.write(`${from}\t${line}\t${fault}\t${shown}\n`, "latin1") && !stream.destroyed)
        await Promise.race([once(stream, "drain"), ended]);
    },
    close: async () => {
      stream.end();
      await ended;
    },
  };
}

function wordsOf(
  { lines, recorded, dropped, rejected, unknownArticle, actions }: ImportSummary,
  dryRun: boolean,
): string {
  const row = (count: number, what: string) => `${String(count).padStart(12)}  ${what}`;
  const drops = Object.entries(dropped) as [LineDrop, number][];
  return [
    row(lines, "lines"),
    row(recorded, dryRun ? "would be recorded" : "recorded"),
    ...drops.map(([reason, n]) => row(n, LINE_DROPS[reason])),
    row(unknownArticle, "Articles that are not in the catalogue."),
    row(rejected, "Lines that could not be read."),
    `Recognised: ${Object.entries(actions)
      .map(([action, n]) => `${n} ${action}`)
      .join(", ")}`,
  ].join("\n");
}
