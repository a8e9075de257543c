import { type Day, dayOf } from "@/lib/calendar/day";
import type { Doi } from "@/lib/catalog/doi";
import type { Access } from "@/lib/collector/access";
import { DROP_REASONS, type DropReason, dropReason } from "@/lib/collector/classify";
import { partNumber } from "@/lib/collector/part-number";
import type { EventRow } from "@/lib/collector/queries";
import type { Recorder } from "@/lib/collector/recorder";
import { copyEvents } from "@/lib/collector/sql/copy";
import type { Action } from "@/lib/counter/action";
import type { Db } from "@/lib/db/connection";
import { ImportedLines } from "./imported-lines";
import { LogArticles } from "./log-articles";
import type { LogLine } from "./log-line";
import type { Platform, Recognised } from "./platform";
import { importKeyRow, insertImportedLines } from "./queries";

/** Why a line of a log that could be read is no new access. */
export const LINE_DROPS = {
  ...DROP_REASONS,
  comment: "The line is a comment of the log's format.",
  not_article: "The address is not one of an article.",
  imported_before: "The line was imported before.",
  month_closed: "The events of its month were dropped, and its figures are closed.",
} as const;
export type LineDrop = keyof typeof LINE_DROPS;

/** What became of the lines: `lines` is the sum of `recorded`, all of `dropped`, `rejected` and `unknownArticle`. */
export interface ImportSummary {
  lines: number;
  recorded: number;
  dropped: Partial<Record<LineDrop, number>>;
  rejected: number;
  unknownArticle: number;
  /** What the addresses were recognised as, known article or not. */
  actions: Partial<Record<Action, number>>;
}

export interface ImportSettings {
  platform: Platform;
  /** A platform's own ids of articles, where its addresses hold those and no DOI. */
  ids: ReadonlyMap<string, Doi>;
  /** Looks and counts only: nothing is written. */
  dryRun: boolean;
}

/** Events in one transaction: what a kill can cost in time, never in lines. */
const WRITE_AT = 10_000;

/** A line that is an access, until it is known whose. */
interface Found {
  line: LogLine;
  recognised: Recognised;
}

/**
 * Turns lines of access logs into usage events: recognised by the platform's addresses, placed and named like any other
 * access, written in bulk. No line counts twice, whatever files it stands in and however often they are imported; a run that
 * was killed is simply started again.
 */
export class LogImport {
  readonly summary: ImportSummary = { lines: 0, recorded: 0, dropped: {}, rejected: 0, unknownArticle: 0, actions: {} };
  /** The days that events were recorded of. */
  readonly days = new Set<Day>();
  readonly #db: Db;
  readonly #recorder: Recorder;
  readonly #settings: ImportSettings;
  readonly #articles: LogArticles;
  readonly #imported: ImportedLines;
  #accesses: Access[] = [];
  #writing: Promise<void> = Promise.resolve();

  private constructor(db: Db, recorder: Recorder, key: Buffer, settings: ImportSettings) {
    this.#db = db;
    this.#recorder = recorder;
    this.#settings = settings;
    this.#articles = new LogArticles(db, recorder.articles, settings.ids);
    this.#imported = new ImportedLines(db, key);
  }

  static async start(db: Db, recorder: Recorder, settings: ImportSettings): Promise<LogImport> {
    await recorder.refresh();
    return new LogImport(db, recorder, await importKeyRow(db), settings);
  }

  /** Counts a line that could not be read. */
  reject(): void {
    this.summary.lines += 1;
    this.summary.rejected += 1;
  }

  /** Counts a line that says nothing: a comment of the format. */
  skip(): void {
    this.summary.lines += 1;
    this.#drop("comment");
  }

  /** Takes the next lines in; events are written when there are enough of them. */
  async add(lines: readonly LogLine[]): Promise<void> {
    const found: Found[] = [];
    for (const line of lines) {
      this.summary.lines += 1;
      const recognised = this.#settings.platform.recognise(line.target);
      if (!recognised) {
        this.#drop("not_article");
        continue;
      }
      const { actions } = this.summary;
      actions[recognised.action] = (actions[recognised.action] ?? 0) + 1;
      // A beacon is a POST; what a log has of POSTs to an article is a form or an attack.
      const reason: DropReason | undefined = line.method === "GET" ? dropReason(line) : "method";
      if (reason) this.#drop(reason);
      else found.push({ line, recognised });
    }
    await this.#find(found);
    if (this.#accesses.length >= WRITE_AT) await this.#flush();
  }

  /** Writes what is left. Resolves after commit. */
  async finish(): Promise<void> {
    await this.#flush();
    await this.#writing;
  }

  async #find(found: readonly Found[]): Promise<void> {
    await this.#articles.learn(found.map(({ recognised }) => recognised.article));
    await this.#imported.prepare(found.map(({ line }) => line.at));
    for (const { line, recognised } of found) {
      const article = this.#articles.known(recognised.article);
      if (!article) {
        this.summary.unknownArticle += 1;
        continue;
      }
      const at = new Date(line.at);
      if (this.#recorder.isClosed(at)) {
        this.#drop("month_closed");
        continue;
      }
      if (!this.#imported.isNew(line)) {
        this.#drop("imported_before");
        continue;
      }
      this.summary.recorded += 1;
      const day = dayOf(at);
      this.days.add(day);
      const { articleId, year, accessType } = article.attributesOn(day);
      const referrer = refererHost(line.referer, line.host);
      this.#accesses.push({
        at,
        articleId,
        action: recognised.action,
        part: recognised.part === undefined ? 0 : partNumber(recognised.part),
        address: line.address,
        userAgent: line.userAgent,
        accessType,
        accessMethod: "Regular",
        year,
        ...(referrer === undefined ? undefined : { referrer }),
      });
    }
  }

  #drop(reason: LineDrop): void {
    this.summary.dropped[reason] = (this.summary.dropped[reason] ?? 0) + 1;
  }

  /** Names and writes what has come together, while the next lines are read; only one write is under way at a time. */
  async #flush(): Promise<void> {
    const accesses = this.#accesses;
    const fresh = this.#imported.takeFresh();
    this.#accesses = [];
    if (accesses.length === 0 || this.#settings.dryRun) return;
    const { events } = await this.#recorder.eventsOf(accesses);
    const rows = await this.#recorder.log.rowsOf(events);
    await this.#writing;
    this.#writing = this.#write(rows, fresh);
    // Its fault is told by the next flush or by `finish`, not as an unhandled one meanwhile.
    this.#writing.catch(() => {});
  }

  #write(rows: EventRow[], fresh: { hour: Date; lines: Buffer }[]): Promise<void> {
    return this.#db.$client.begin(async (tx) => {
      await insertImportedLines(tx, fresh);
      await copyEvents(tx, rows, "i");
    });
  }
}

/** The host of a page of another site that led here. */
function refererHost(referer: string | undefined, host: string | undefined): string | undefined {
  if (referer === undefined) return undefined;
  const named = /^https?:\/\/([^/?#:@]{1,253})(?:[/?#:]|$)/i.exec(referer)?.[1]?.toLowerCase();
  return named === host?.toLowerCase().replace(/:\d+$/, "") ? undefined : named;
}
