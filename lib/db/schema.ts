import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  char,
  customType,
  date,
  index,
  inet,
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

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
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
    /** The title with its italics, subscripts and superscripts as HTML; null where it has none. */
    titleMarkup: text("title_markup"),
    type: text("type"),
    volume: text("volume").notNull(),
    issue: text("issue").notNull(),
    firstPage: text("first_page").notNull(),
    lastPage: text("last_page"),
    abstract: text("abstract"),
    keywords: text("keywords").array().notNull().default(sql`'{}'`),
    /** The keywords as they are compared: in lower case. */
    keywordKeys: text("keyword_keys").array().notNull().default(sql`'{}'`),
    received: date("received"),
    revised: date("revised"),
    accepted: date("accepted"),
    published: date("published"),
    /** Year of the Version of Record, COUNTER's YOP. */
    year: smallint("year").notNull(),
    license: text("license"),
    licenseUrl: text("license_url"),
    /** Whether its XML holds a text and not the facts alone. */
    hasText: boolean("has_text").notNull().default(false),
    /** What the search finds it by, written by lib/catalog/sql/search.ts: words by their stems, and as they stand for misspelt ones. */
    search: tsvector("search").notNull().default(""),
    searchText: text("search_text").notNull().default(""),
  },
  (t) => [
    uniqueIndex("articles_address").on(t.journalId, t.volume, t.issue, t.firstPage),
    index("articles_special_issue").on(t.specialIssueId),
    index("articles_keyword_keys").using("gin", t.keywordKeys),
    index("articles_search").using("gin", t.search),
    index("articles_search_text").using("gin", t.searchText.op("gin_trgm_ops")),
  ],
);

/** What an article says of another: that it corrects or retracts it, or belongs beside it. */
export const articleRelations = pgTable(
  "article_relations",
  {
    articleId: integer("article_id")
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    kind: text("kind").$type<RelationKind>().notNull(),
    /** Of the other, in lower case; it need not be in the catalogue. */
    doiKey: text("doi_key").notNull(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.kind, t.doiKey] }), index("article_relations_doi").on(t.doiKey)],
);

/** `corrects` and `retracts` change how the other is to be read; `concerns` warns of it; `accompanies` belongs beside it. */
export type RelationKind = "corrects" | "retracts" | "concerns" | "accompanies";

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
    kind: text("kind").$type<"pdf" | "xml">().notNull(),
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
 * One access as it was recorded: no address. Partitioned by month of `at` (drizzle/0000, 0001); columns are ordered and typed
 * so that a row takes 76 bytes. Zero stands for "none" in every reference. Article 0 is the platform itself (searches).
 */
export const usageEvents = pgTable(
  "usage_events",
  {
    at: instant("at").notNull(),
    visitor: bigint("visitor", { mode: "bigint" }).notNull(),
    articleId: integer("article_id").notNull(),
    part: integer("part").notNull().default(0),
    userAgent: integer("user_agent").notNull().default(0),
    referrer: integer("referrer").notNull().default(0),
    institutions: integer("institutions").notNull().default(0),
    /** COUNTER's YOP on the day of the access. */
    year: smallint("year").notNull(),
    /** ISO 3166-1 alpha-2; ZZ when not known. */
    country: char("country", { length: 2 }).notNull().default("ZZ"),
    action: charCode<ActionCode>("action").notNull(),
    lane: charCode<LaneCode>("lane").notNull(),
    /** Why it stands in its lane, a LaneReason code. */
    laneReason: charCode<string>("lane_reason").notNull(),
    accessType: charCode<AccessTypeCode>("access_type").notNull(),
    accessMethod: charCode<AccessMethodCode>("access_method").notNull(),
    namedSession: boolean("named_session").notNull().default(false),
  },
  // Events of one article-day share one key, which Postgres stores once for many rows.
  (t) => [
    index("usage_events_article_day").on(t.articleId, sql`((${t.at} at time zone 'UTC')::date)`),
    // Events lie in the order they came: a few bytes a thousand of them find a day.
    index("usage_events_at").using("brin", t.at),
  ],
);

/**
 * Clicks of the first 30 seconds of a UTC day by their visitor's name of the day before, in which they may be the later half
 * of a double click. They are events of usage_events too; here they only remove.
 */
export const earlyClicks = pgTable(
  "early_clicks",
  {
    at: instant("at").notNull(),
    visitor: bigint("visitor", { mode: "bigint" }).notNull(),
    articleId: integer("article_id").notNull(),
    part: integer("part").notNull(),
    userAgent: integer("user_agent").notNull().default(0),
    action: charCode<ActionCode>("action").notNull(),
    lane: charCode<LaneCode>("lane").notNull(),
    laneReason: charCode<string>("lane_reason").notNull(),
  },
  (t) => [index("early_clicks_article_at").on(t.articleId, t.at)],
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
    /** Why it is counted again, a RestatementReason code; the ledger quotes it when the month was complete. */
    reason: charCode<string>("reason").notNull().default("n"),
  },
  (t) => [index("dirty_article_days_day").on(t.day, t.articleId)],
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
    year: smallint("year").notNull(),
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
  (t) => [primaryKey({ columns: [t.articleId, t.day, t.lane, t.accessType, t.accessMethod, t.year] })],
);

/** Usage by readers, by the country they were in. Sums over the countries are the figures of article_days. */
export const articleCountryDays = pgTable(
  "article_country_days",
  {
    articleId: integer("article_id").notNull(),
    day: date("day").notNull(),
    country: char("country", { length: 2 }).notNull(),
    accessType: charCode<AccessTypeCode>("access_type").notNull(),
    accessMethod: charCode<AccessMethodCode>("access_method").notNull(),
    year: smallint("year").notNull(),
    totalItemInvestigations: integer("total_item_investigations").notNull(),
    uniqueItemInvestigations: integer("unique_item_investigations").notNull(),
    totalItemRequests: integer("total_item_requests").notNull(),
    uniqueItemRequests: integer("unique_item_requests").notNull(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.day, t.country, t.accessType, t.accessMethod, t.year] })],
);

/** Usage by readers, by the host whose page led them here, where one is known. */
export const articleReferrerDays = pgTable(
  "article_referrer_days",
  {
    articleId: integer("article_id").notNull(),
    day: date("day").notNull(),
    referrer: integer("referrer").notNull(),
    totalItemInvestigations: integer("total_item_investigations").notNull(),
    totalItemRequests: integer("total_item_requests").notNull(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.day, t.referrer] })],
);

/**
 * Usage by readers, by institution. An access from an address of several is in the row of each, so that The World is
 * article_days and never a sum of these. COUNTER R5.1 §7.1 row 17 of our digest.
 */
export const articleInstitutionDays = pgTable(
  "article_institution_days",
  {
    articleId: integer("article_id").notNull(),
    day: date("day").notNull(),
    institutionId: integer("institution_id").notNull(),
    accessType: charCode<AccessTypeCode>("access_type").notNull(),
    accessMethod: charCode<AccessMethodCode>("access_method").notNull(),
    year: smallint("year").notNull(),
    totalItemInvestigations: integer("total_item_investigations").notNull(),
    uniqueItemInvestigations: integer("unique_item_investigations").notNull(),
    totalItemRequests: integer("total_item_requests").notNull(),
    uniqueItemRequests: integer("unique_item_requests").notNull(),
    noLicense: integer("no_license").notNull(),
    limitExceeded: integer("limit_exceeded").notNull(),
    searchesPlatform: integer("searches_platform").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.articleId, t.day, t.institutionId, t.accessType, t.accessMethod, t.year] }),
    index("article_institution_days_institution").on(t.institutionId, t.day),
  ],
);

/**
 * What changed in a month that had been complete: the reader lane's figures of one article-day before and after a recount.
 * Rows are only ever added.
 */
export const restatements = pgTable(
  "restatements",
  {
    articleId: integer("article_id").notNull(),
    day: date("day").notNull(),
    restated: instant("restated").notNull().defaultNow(),
    /** RestatementReason codes of the marks that led to the recount. */
    reasons: text("reasons").notNull(),
    before: jsonb("before").$type<Record<string, number>>().notNull(),
    after: jsonb("after").$type<Record<string, number>>().notNull(),
    methodBefore: text("method_before"),
    methodAfter: text("method_after").notNull(),
  },
  (t) => [index("restatements_day").on(t.day), index("restatements_article").on(t.articleId, t.day)],
);

// What the machinery remembers.

/** Months of events: when one was last written to, since when its figures are complete, when its events were dropped. */
export const usageMonths = pgTable("usage_months", {
  /** Its first day. */
  month: date("month").primaryKey(),
  /** The days of the first and the last write; the time its events are kept runs from here, so that old logs may be imported in peace. */
  opened: date("opened").notNull(),
  touched: date("touched").notNull(),
  completed: instant("completed"),
  pruned: instant("pruned"),
});

/** User agents as they were sent: a changed list of robots places stored events anew by them. */
export const userAgents = pgTable("user_agents", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  name: text("name").notNull().unique(),
});

/** Hosts of referring pages, never their paths. */
export const referrers = pgTable("referrers", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  host: text("host").notNull().unique(),
});

export const institutions = pgTable("institutions", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  name: text("name").notNull().unique(),
  /** Bare, like 00f54p054. */
  ror: text("ror"),
});

/** Addresses of an institution, ends inclusive; ranges may overlap, also those of several institutions. */
export const institutionRanges = pgTable(
  "institution_ranges",
  {
    institutionId: integer("institution_id")
      .notNull()
      .references(() => institutions.id, { onDelete: "cascade" }),
    first: inet("first_address").notNull(),
    last: inet("last_address").notNull(),
  },
  (t) => [primaryKey({ columns: [t.institutionId, t.first, t.last] })],
);

/** The institutions an access belongs to, as an event refers to them: few combinations for many events. */
export const institutionSets = pgTable("institution_sets", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  /** Institution ids, ascending, with commas between. */
  members: text("members").notNull().unique(),
});

/** Sites that are not ours and may record from their readers' browsers. */
export const sites = pgTable("sites", {
  /** As browsers send it: https://journal.example. */
  origin: text("origin").primaryKey(),
  name: text("name").notNull(),
  added: instant("added").notNull().defaultNow(),
});

/** Answers to batches that were sent with an Idempotency-Key: a batch sent again gets the same answer and records nothing. */
export const keyedBatches = pgTable(
  "keyed_batches",
  {
    apiKeyId: integer("api_key_id").notNull(),
    idempotencyKey: text("idempotency_key").notNull(),
    /** SHA-256 of the body: another body under the same key is a fault of the sender's. */
    bodyHash: bytea("body_hash").notNull(),
    batch: uuid("batch").notNull(),
    /** Null while it is being written. */
    answer: jsonb("answer").$type<{ status: number; headers: Record<string, string>; body: string }>(),
    received: instant("received").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.apiKeyId, t.idempotencyKey] })],
);

/**
 * Which lines of access logs were imported, an hour of the log's time to a row, so that no line counts twice: per line its second
 * and 32 bits of a keyed hash, too few to tell an address by.
 */
export const importedLines = pgTable(
  "imported_lines",
  {
    hour: instant("hour").notNull(),
    lines: bytea("lines").notNull(),
    imported: instant("imported").notNull().defaultNow(),
  },
  (t) => [index("imported_lines_hour").on(t.hour)],
);

/** Group writes that were committed: a write repeated after a lost answer meets its own row and does nothing. */
export const recordedBatches = pgTable("recorded_batches", {
  id: uuid("id").primaryKey(),
  recorded: instant("recorded").notNull().defaultNow(),
});

/** One row. Every event acknowledged before `countedThrough` stands in the counted tables. */
export const countingState = pgTable("counting_state", {
  id: smallint("id").primaryKey().default(1),
  countedThrough: instant("counted_through"),
  /** Keys the fingerprints of imported lines. */
  importKey: bytea("import_key")
    .notNull()
    .default(sql`decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')`),
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

/** Lists of robots that were loaded; matched beside the built-in rules. */
export const robotLists = pgTable("robot_lists", {
  name: text("name").primaryKey(),
  lane: charCode<LaneCode>("lane").notNull(),
  patterns: jsonb("patterns").$type<string[]>().notNull(),
  /** When the patterns last changed. */
  loaded: instant("loaded").notNull().defaultNow(),
  /** The first 12 digits of the SHA-256 of what was loaded. */
  version: text("version").notNull().default(""),
  /** The newest date in the list itself, when it has any. */
  dated: date("dated"),
  /** The address or file it came from. */
  source: text("source").notNull().default(""),
  /** When it was last looked for, and why that failed; the last good list stays in force. */
  checked: instant("checked"),
  failure: text("failure"),
  /** When stored events were last placed by it. */
  relabelled: instant("relabelled"),
});

/** How each clocked job last went. */
export const jobRuns = pgTable("job_runs", {
  job: text("job").primaryKey(),
  started: instant("started").notNull(),
  finished: instant("finished"),
  failure: text("failure"),
});
