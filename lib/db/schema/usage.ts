import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  char,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { ActionCode } from "@/lib/counter/action";
import type { AccessMethodCode, AccessTypeCode, LaneCode } from "@/lib/counter/attributes";
import { charCode, instant } from "../columns";

// Usage: distributed by article_id, so that every key contains it and nothing refers to it (design §7).

/**
 * One access as it was recorded: no address. Partitioned by month of `at` (drizzle/0000, 0001); columns are ordered and typed
 * so that a row takes 84 bytes. Zero stands for "none" in every reference. Article 0 is the platform itself (searches).
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
    /** The reader's network by a name of this UTC day alone; 0 of events from before networks were named. */
    network: integer("network").notNull().default(0),
  },
  // Events of one article-day share one key, which Postgres stores once for many rows.
  (t) => [
    index("usage_events_article_day").on(t.articleId, sql`((${t.at} at time zone 'UTC')::date)`),
    // Events lie in the order they came: a few bytes a thousand of them find a day, and eight kilobytes a megabyte of them whether a
    // visitor may be among them, so that readers can be shown their own.
    index("usage_events_at_visitor").using("brin", t.at, t.visitor.op("int8_bloom_ops")).with({ autosummarize: true }),
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
    network: integer("network").notNull().default(0),
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

/**
 * Requests that were never recorded, by why (a DropReason code): counts beside the events, of which nothing else is kept. They are
 * gathered in memory and written every few seconds, so that a kill may cost some of them.
 */
export const droppedDays = pgTable(
  "dropped_days",
  {
    articleId: integer("article_id").notNull(),
    day: date("day").notNull(),
    reason: charCode<string>("reason").notNull(),
    requests: integer("requests").notNull(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.day, t.reason] })],
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

/**
 * Usage by readers, by the country they were in and whether it belongs to any institution: The World by COUNTER's extensions. Sums over
 * both are the figures of article_days.
 */
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
    attributed: boolean("attributed").notNull().default(false),
    noLicense: integer("no_license").notNull().default(0),
    limitExceeded: integer("limit_exceeded").notNull().default(0),
    searchesPlatform: integer("searches_platform").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.day, t.country, t.accessType, t.accessMethod, t.year, t.attributed] })],
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
    country: char("country", { length: 2 }).notNull().default("ZZ"),
  },
  (t) => [
    primaryKey({ columns: [t.articleId, t.day, t.institutionId, t.accessType, t.accessMethod, t.year, t.country] }),
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
  (t) => [
    index("restatements_day").on(t.day),
    index("restatements_article").on(t.articleId, t.day),
    index("restatements_restated").on(t.restated),
  ],
);

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

/** The institutions an access belongs to, as an event refers to them: few combinations for many events. */
export const institutionSets = pgTable("institution_sets", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  /** Institution ids, ascending, with commas between. */
  members: text("members").notNull().unique(),
});

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
