import { ACTION_CODES, type Action } from "@/lib/counter/action";
import { ACCESS_METHOD_CODES, ACCESS_TYPE_CODES, LANE_CODES } from "@/lib/counter/attributes";
import type { Db } from "@/lib/db/connection";
import type { Access } from "./access";
import { ApiKeys } from "./api-key";
import { ArticleDirectory } from "./article-directory";
import { EventLog } from "./event-log";
import { EventQueue, type UsageEvent } from "./event-queue";
import { prunedMonthRows, robotListRows } from "./queries";
import { LANE_REASON_CODES, type Placement, Robots } from "./robots";
import { VisitorSecrets } from "./secrets";
import { daysToNameBy, nameVisitor } from "./visitor";

export interface RecorderSettings {
  queueLimit: number;
  patienceMs?: number;
}

const BATCH_SIZE = 2_000;
const PATIENCE_MS = 15_000;
/** A list that was loaded, or a month that was closed, is so everywhere within this time. */
const FRESH_MS = 30_000;

/** The one way into usage_events: places each access in its lane, names its visitor, forgets who it was, and writes it. */
export class Recorder {
  readonly articles: ArticleDirectory;
  readonly keys: ApiKeys;
  readonly queue: EventQueue;
  readonly log: EventLog;
  readonly #db: Db;
  readonly #secrets: VisitorSecrets;
  #robots = new Robots();
  #closed: ReadonlySet<string> = new Set();
  #freshUntil = 0;

  constructor(db: Db, settings: RecorderSettings) {
    this.#db = db;
    this.log = new EventLog(db);
    this.#secrets = new VisitorSecrets(db);
    this.articles = new ArticleDirectory(db);
    this.keys = new ApiKeys(db);
    this.queue = new EventQueue((id, events) => this.log.write(id, events), {
      limit: settings.queueLimit,
      batchSize: BATCH_SIZE,
      patienceMs: settings.patienceMs ?? PATIENCE_MS,
    });
  }

  /**
   * Resolves after commit with the lane of each access. Throws NotRecorded when none of it could be written in time.
   * With `batch` the accesses are one transaction of their own, written at most once whoever repeats it under that id.
   */
  async record(accesses: readonly Access[], { batch }: { batch?: string } = {}): Promise<Placement[]> {
    const { placements, events } = await this.eventsOf(accesses);
    if (batch === undefined) await this.queue.add(events);
    else if (events.length > 0) await this.log.write(batch, events);
    return placements;
  }

  /** The accesses as events, placed and named. From here on nobody knows who they were. */
  async eventsOf(accesses: readonly Access[]): Promise<{ placements: Placement[]; events: UsageEvent[] }> {
    await this.#refresh();
    const placements = accesses.map((access) => this.#placementOf(access));
    const events = await Promise.all(accesses.map((access, i) => this.#eventOf(access, placements[i])));
    return { placements, events };
  }

  /** True for a month whose events were dropped: its figures are closed, and an event of it can no longer be counted. */
  isClosed(at: Date): boolean {
    return this.#closed.has(`${at.toISOString().slice(0, 7)}-01`);
  }

  /** A session somebody vouches for needs no user agent; approved mining is no robot, whatever it is called. */
  #placementOf({ userAgent, session, accessMethod }: Access): Placement {
    if (accessMethod === "TDM") return { lane: "reader", reason: "approved_tdm" };
    if (session !== undefined && userAgent === undefined) return { lane: "reader", reason: "reader" };
    return this.#robots.placementOf(userAgent);
  }

  async #eventOf(access: Access, placement: Placement | undefined): Promise<UsageEvent> {
    const { day, before } = daysToNameBy(access.at);
    const { lane, reason } = placement ?? this.#placementOf(access);
    return {
      at: access.at,
      visitor: nameVisitor(await this.#secrets.of(day), access),
      visitorBefore: before === undefined ? undefined : nameVisitor(await this.#secrets.of(before), access),
      articleId: access.articleId,
      part: access.part ?? 0,
      userAgent: storable(access.userAgent ?? ""),
      referrer: storable(access.referrer ?? ""),
      institutions: "",
      country: "ZZ",
      year: access.year,
      action: ACTION_CODES[access.action satisfies Action],
      lane: LANE_CODES[lane],
      laneReason: LANE_REASON_CODES[reason],
      accessType: ACCESS_TYPE_CODES[access.accessType],
      accessMethod: ACCESS_METHOD_CODES[access.accessMethod],
      namedSession: access.session !== undefined,
    };
  }

  async #refresh(): Promise<void> {
    const now = Date.now();
    if (now < this.#freshUntil) return;
    this.#freshUntil = now + FRESH_MS;
    try {
      this.#robots = new Robots(await robotListRows(this.#db));
      this.#closed = new Set(await prunedMonthRows(this.#db));
    } catch {
      // The database is away: what is in hand goes on, and the write itself will wait or say so.
      this.#freshUntil = now + 1_000;
    }
  }
}

/** Postgres keeps no NUL and no half of a character. */
const storable = (text: string): string =>
  /[\0\ud800-\udfff]/.test(text) ? Buffer.from(text.replaceAll("\0", "")).toString() : text;
