import type { Day } from "@/lib/calendar/day";
import { ACTION_CODES, type Action } from "@/lib/counter/action";
import { ACCESS_METHOD_CODES, ACCESS_TYPE_CODES, LANE_CODES } from "@/lib/counter/attributes";
import type { Db } from "@/lib/db/connection";
import { storable } from "@/lib/db/storable";
import type { Env } from "@/lib/env";
import type { Access } from "./access";
import { ApiKeys } from "./api-key";
import { ArticleDirectory } from "./article-directory";
import { DroppedTally } from "./dropped-tally";
import { EventLog } from "./event-log";
import { EventQueue, type UsageEvent } from "./event-queue";
import { Origins } from "./origins";
import { placementOf } from "./placement";
import { prunedMonthRows } from "./queries";
import { RateLimit } from "./rate-limit";
import { LANE_REASON_CODES, type Placement, Robots } from "./robots";
import { VisitorSecrets } from "./secrets";
import { Sites } from "./sites";
import { robotListRows } from "./sql/robots";
import { daysToNameBy, nameNetwork, nameVisitor } from "./visitor";

export interface RecorderSettings {
  queueLimit: number;
  patienceMs?: number;
  /** Events a sender with a key may report a minute; 0 is no limit. */
  keyEventsPerMinute?: number;
  /** Request headers that only programs send. */
  automationHeaders?: readonly string[];
  /** Whether requests with DNT or Sec-GPC are left out. */
  dropsOptedOut?: boolean;
}

export const recorderSettings = (env: Env): RecorderSettings => ({
  queueLimit: env.QUEUE_LIMIT,
  keyEventsPerMinute: env.KEY_EVENTS_PER_MINUTE,
  automationHeaders: env.AUTOMATION_HEADERS,
  dropsOptedOut: env.PRIVACY_SIGNALS === "drop",
});

const BATCH_SIZE = 2_000;
const PATIENCE_MS = 15_000;
/** What an operator changes (lists, institutions) or closes (months) is so everywhere within this time. */
const FRESH_MS = 30_000;

/** The secrets of the days of some accesses. */
type Secrets = Map<Day, Buffer>;

/** What is left of an address, for one of its readers. */
type Named = Pick<UsageEvent, "visitor" | "country" | "institutions" | "network"> & {
  day: Day;
  userAgent: string | undefined;
  session: string | undefined;
};

/** The one way into usage_events: places each access in its lane, names its visitor, forgets who it was, and writes it. */
export class Recorder {
  readonly articles: ArticleDirectory;
  readonly keys: ApiKeys;
  readonly sites: Sites;
  readonly rates: RateLimit;
  readonly automationHeaders: readonly string[];
  readonly dropsOptedOut: boolean;
  readonly queue: EventQueue;
  readonly log: EventLog;
  readonly dropped: DroppedTally;
  readonly db: Db;
  readonly #origins: Origins;
  readonly #secrets: VisitorSecrets;
  #robots = new Robots();
  #closed: ReadonlySet<string> = new Set();
  #freshUntil = 0;

  constructor(db: Db, settings: RecorderSettings) {
    this.db = db;
    this.log = new EventLog(db);
    this.dropped = new DroppedTally(db);
    this.#origins = new Origins(db);
    this.#secrets = new VisitorSecrets(db);
    this.articles = new ArticleDirectory(db);
    this.keys = new ApiKeys(db);
    this.sites = new Sites(db);
    this.rates = new RateLimit(settings.keyEventsPerMinute ?? 0);
    this.automationHeaders = settings.automationHeaders ?? [];
    this.dropsOptedOut = settings.dropsOptedOut ?? false;
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

  /** Takes nothing more in, and resolves when what was taken in is written, the tally of what was not included. */
  async stop(): Promise<void> {
    await this.queue.stop();
    await this.dropped.stop();
  }

  /** What would become of an access: its lane, the loaded list that names it, and where it comes from. Nothing is recorded. */
  async judge(who: Pick<Access, "address" | "userAgent" | "automated">) {
    await this.refresh();
    return {
      placement: placementOf({ ...who, accessMethod: "Regular" }, this.#robots),
      listing: this.#robots.listing(who.userAgent ?? ""),
      origin: this.#origins.originOf(who.address),
    };
  }

  /** The accesses as events, placed and named. From here on nobody knows who they were. */
  async eventsOf(accesses: readonly Access[]): Promise<{ placements: Placement[]; events: UsageEvent[] }> {
    await this.refresh();
    const secrets = await this.#secretsFor(accesses);
    const named = new Map<string, Named[]>();
    const placements: Placement[] = [];
    const events: UsageEvent[] = [];
    for (const access of accesses) {
      const placement = placementOf(access, this.#robots);
      placements.push(placement);
      events.push(this.#eventOf(access, placement, secrets, named));
    }
    return { placements, events };
  }

  /** True for a month whose events were dropped: its figures are closed, and an event of it can no longer be counted. */
  isClosed(at: Date): boolean {
    return this.#closed.size > 0 && this.#closed.has(`${at.toISOString().slice(0, 7)}-01`);
  }

  async #secretsFor(accesses: readonly Access[]): Promise<Secrets> {
    const secrets: Secrets = new Map();
    for (const { at } of accesses) {
      const { day, before } = daysToNameBy(at);
      if (!secrets.has(day)) secrets.set(day, await this.#secrets.of(day));
      if (before !== undefined && !secrets.has(before)) secrets.set(before, await this.#secrets.of(before));
    }
    return secrets;
  }

  /** One of many accesses by the same reader is named and located once: `known` lives as long as the call. */
  #named(access: Access, day: Day, secrets: Secrets, known: Map<string, Named[]>): Named {
    const { address, userAgent, session } = access;
    const here = known.get(address);
    for (const named of here ?? [])
      if (named.day === day && named.userAgent === userAgent && named.session === session) return named;
    const secret = secrets.get(day);
    if (!secret) throw new Error(`no secret of ${day}`);
    const { country, institutions } = here?.[0] ?? this.#origins.originOf(address);
    // Somebody who vouches for a session may well send it from a server of theirs.
    const network = session === undefined ? nameNetwork(secret, address) : 0;
    const named = { day, userAgent, session, visitor: nameVisitor(secret, access), country, institutions, network };
    if (here) here.push(named);
    else known.set(address, [named]);
    return named;
  }

  #eventOf(access: Access, { lane, reason }: Placement, secrets: Secrets, known: Map<string, Named[]>): UsageEvent {
    const { day, before } = daysToNameBy(access.at);
    const { visitor, country, institutions, network } = this.#named(access, day, secrets, known);
    return {
      at: access.at,
      visitor,
      visitorBefore: before === undefined ? undefined : this.#named(access, before, secrets, known).visitor,
      articleId: access.articleId,
      part: access.part ?? 0,
      userAgent: storable(access.userAgent ?? ""),
      referrer: storable(access.referrer ?? ""),
      institutions,
      country,
      year: access.year,
      action: ACTION_CODES[access.action satisfies Action],
      lane: LANE_CODES[lane],
      laneReason: LANE_REASON_CODES[reason],
      accessType: ACCESS_TYPE_CODES[access.accessType],
      accessMethod: ACCESS_METHOD_CODES[access.accessMethod],
      namedSession: access.session !== undefined,
      network,
    };
  }

  /** Takes up robot lists, institutions and closed months that are newer than those in hand; asks the database twice a minute. */
  async refresh(): Promise<void> {
    const now = performance.now();
    if (now < this.#freshUntil) return;
    this.#freshUntil = now + FRESH_MS;
    try {
      this.#robots = new Robots(await robotListRows(this.db));
      this.#closed = new Set(await prunedMonthRows(this.db));
      await this.#origins.refresh();
    } catch {
      // The database is away: what is in hand goes on, and the write itself will wait or say so.
      this.#freshUntil = now + 1_000;
    }
  }
}
