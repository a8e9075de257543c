import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { ActionCode } from "@/lib/counter/action";
import type { AccessMethodCode, AccessTypeCode, LaneCode } from "@/lib/counter/attributes";
import { charCode } from "./char";

const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });
const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

// The catalogue: reference tables when the database is distributed (design §7).

export const journals = pgTable("journals", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  /** The online ISSN, with hyphen: the first step of every public address. */
  issn: text("issn").notNull().unique(),
  printIssn: text("print_issn"),
  title: text("title").notNull(),
  abbreviation: text("abbreviation").notNull(),
  publisher: text("publisher").notNull(),
  /** Figures of a sample journal are simulated, and every page that shows them says so. */
  sample: boolean("sample").notNull().default(false),
});

export const specialIssues = pgTable(
  "special_issues",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    journalId: integer("journal_id")
      .notNull()
      .references(() => journals.id),
    slug: text("slug").notNull(),
    title: text("title").notNull(),
  },
  (t) => [uniqueIndex("special_issues_journal_slug").on(t.journalId, t.slug)],
);

export const articles = pgTable(
  "articles",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    journalId: integer("journal_id")
      .notNull()
      .references(() => journals.id),
    specialIssueId: integer("special_issue_id").references(() => specialIssues.id),
    /** As registered. */
    doi: text("doi").notNull(),
    /** The form DOIs are compared in: their names are case-insensitive. */
    doiKey: text("doi_key").notNull().unique().generatedAlwaysAs(sql`lower("doi")`),
    title: text("title").notNull(),
    type: text("type"),
    volume: text("volume").notNull(),
    issue: text("issue").notNull(),
    firstPage: text("first_page").notNull(),
    lastPage: text("last_page"),
    abstract: text("abstract"),
    keywords: text("keywords").array().notNull().default(sql`'{}'`),
    received: date("received"),
    revised: date("revised"),
    accepted: date("accepted"),
    published: date("published"),
    /** Year of the Version of Record, COUNTER's YOP. */
    year: smallint("year").notNull(),
    license: text("license"),
    licenseUrl: text("license_url"),
  },
  (t) => [
    uniqueIndex("articles_address").on(t.journalId, t.volume, t.issue, t.firstPage),
    index("articles_special_issue").on(t.specialIssueId),
  ],
);

export const articleAffiliations = pgTable(
  "article_affiliations",
  {
    articleId: integer("article_id")
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    position: smallint("position").notNull(),
    name: text("name").notNull(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.position] })],
);

export const articleAuthors = pgTable(
  "article_authors",
  {
    articleId: integer("article_id")
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    position: smallint("position").notNull(),
    given: text("given"),
    family: text("family").notNull(),
    orcid: text("orcid"),
    corresponding: boolean("corresponding").notNull().default(false),
    /** Positions in article_affiliations. */
    affiliations: smallint("affiliations").array().notNull().default(sql`'{}'`),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.position] })],
);

/** COUNTER R5.1 §3.3.8: what the Access_Type was on a day; the row with the latest `since` up to that day holds. */
export const articleAccessTypes = pgTable(
  "article_access_types",
  {
    articleId: integer("article_id")
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    since: date("since").notNull(),
    accessType: charCode<AccessTypeCode>("access_type").notNull(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.since] })],
);

export const articleFiles = pgTable(
  "article_files",
  {
    articleId: integer("article_id")
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    kind: text("kind").$type<"pdf">().notNull(),
    /** The name a reader's browser saves it under. */
    name: text("name").notNull(),
    mediaType: text("media_type").notNull(),
    bytes: integer("bytes").notNull(),
    /** Names the content: where it is stored, and its ETag. */
    sha256: text("sha256").notNull(),
    uploaded: instant("uploaded").notNull(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.kind, t.name] })],
);

// Usage: distributed by article_id, so that every key contains it and nothing refers to it (design §7).

/**
 * One access as it was recorded: no address, no user agent. Partitioned by month of `at` (drizzle/0000).
 * Article 0 stands for the platform itself (searches).
 */
export const usageEvents = pgTable(
  "usage_events",
  {
    at: instant("at").notNull(),
    visitor: bigint("visitor", { mode: "bigint" }).notNull(),
    /** The visitor by the previous day's secret, in the first 30 s of a day. */
    visitorBefore: bigint("visitor_before", { mode: "bigint" }),
    articleId: integer("article_id").notNull(),
    part: integer("part").notNull().default(0),
    action: charCode<ActionCode>("action").notNull(),
    lane: charCode<LaneCode>("lane").notNull(),
    /** Why it stands in its lane, a LaneReason code. */
    laneReason: charCode<string>("lane_reason").notNull(),
    accessType: charCode<AccessTypeCode>("access_type").notNull(),
    accessMethod: charCode<AccessMethodCode>("access_method").notNull(),
    namedSession: boolean("named_session").notNull().default(false),
  },
  (t) => [index("usage_events_article_at").on(t.articleId, t.at)],
);

/**
 * Article-days with events not counted yet. Rows are only ever appended, in the transaction of their events: a slow
 * transaction brings its own row along and cannot be missed. `claim` names the recount that is under way.
 */
export const dirtyArticleDays = pgTable(
  "dirty_article_days",
  {
    articleId: integer("article_id").notNull(),
    day: date("day").notNull(),
    claim: uuid("claim"),
  },
  (t) => [index("dirty_article_days_article").on(t.articleId)],
);

/** What reports and charts read: an article's UTC day, split by every attribute that a report splits by. */
export const articleDays = pgTable(
  "article_days",
  {
    articleId: integer("article_id").notNull(),
    day: date("day").notNull(),
    lane: charCode<LaneCode>("lane").notNull(),
    accessType: charCode<AccessTypeCode>("access_type").notNull(),
    accessMethod: charCode<AccessMethodCode>("access_method").notNull(),
    abstractViews: integer("abstract_views").notNull(),
    fullTextViews: integer("full_text_views").notNull(),
    pdfDownloads: integer("pdf_downloads").notNull(),
    otherRequests: integer("other_requests").notNull(),
    otherInvestigations: integer("other_investigations").notNull(),
    totalItemInvestigations: integer("total_item_investigations").notNull(),
    uniqueItemInvestigations: integer("unique_item_investigations").notNull(),
    totalItemRequests: integer("total_item_requests").notNull(),
    uniqueItemRequests: integer("unique_item_requests").notNull(),
    noLicense: integer("no_license").notNull(),
    limitExceeded: integer("limit_exceeded").notNull(),
    searchesPlatform: integer("searches_platform").notNull(),
    methodVersion: text("method_version").notNull(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.day, t.lane, t.accessType, t.accessMethod] })],
);

// What the machinery remembers.

/** Group writes that were committed: a write repeated after a lost answer meets its own row and does nothing. */
export const recordedBatches = pgTable("recorded_batches", {
  id: uuid("id").primaryKey(),
  recorded: instant("recorded").notNull().defaultNow(),
});

/** One row. Every event acknowledged before `countedThrough` stands in the counted tables. */
export const countingState = pgTable("counting_state", {
  id: smallint("id").primaryKey().default(1),
  countedThrough: instant("counted_through"),
});

/** Keys of the hash that stands in for a visitor, one a UTC day, destroyed when late events can no longer need it. */
export const visitorSecrets = pgTable("visitor_secrets", {
  day: date("day").primaryKey(),
  secret: bytea("secret").notNull(),
  destroyAfter: instant("destroy_after").notNull(),
});

export const apiKeys = pgTable("api_keys", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  name: text("name").notNull(),
  scopes: text("scopes").array().notNull(),
  /** SHA-256 of the key; the key itself is shown once and kept nowhere. */
  hash: bytea("hash").notNull().unique(),
  created: instant("created").notNull().defaultNow(),
  revoked: instant("revoked"),
});

/** Lists of robots an operator loaded; matched beside the built-in rules. */
export const robotLists = pgTable("robot_lists", {
  name: text("name").primaryKey(),
  lane: charCode<LaneCode>("lane").notNull(),
  patterns: jsonb("patterns").$type<string[]>().notNull(),
  loaded: instant("loaded").notNull().defaultNow(),
});

/** How each clocked job last went. */
export const jobRuns = pgTable("job_runs", {
  job: text("job").primaryKey(),
  started: instant("started").notNull(),
  finished: instant("finished"),
  failure: text("failure"),
});
