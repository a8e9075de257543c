import { bigint, date, index, integer, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { charCode, instant } from "../columns";
import type { GroupKind } from "./rolled";

// How articles stand to each other. Everything here can be made anew from article_days and the catalogue.

/** How a journal's articles stand to each other, worked out anew from whole days of article_days; one row a journal. */
export const journalStandings = pgTable("journal_standings", {
  journalId: integer("journal_id").primaryKey(),
  /** The first day on record for any of its articles. */
  recordedSince: date("recorded_since"),
  /** The last whole day that is in. */
  through: date("through").notNull(),
  computed: instant("computed").notNull().defaultNow(),
});

/** The most read of a journal in the days up to `journal_standings.through`. */
export const mostRead = pgTable(
  "most_read",
  {
    journalId: integer("journal_id").notNull(),
    articleId: integer("article_id").notNull(),
    place: smallint("place").notNull(),
    totalItemRequests: integer("total_item_requests").notNull(),
  },
  (t) => [primaryKey({ columns: [t.journalId, t.articleId] })],
);

/**
 * What a journal's articles had gathered of Total_Item_Investigations by an age in days: the 0th to the 100th percentile of those that have
 * reached it.
 */
export const ageStandings = pgTable(
  "age_standings",
  {
    journalId: integer("journal_id").notNull(),
    /** Which of its articles: their type or section where the journal compares within those, else the empty text for all. */
    key: text("key").notNull().default(""),
    /** What day 0 is, an AgeOrigin code: publication, or the first day on record of articles that are older than the record. */
    origin: charCode<AgeOrigin>("origin").notNull(),
    age: integer("age").notNull(),
    articles: integer("articles").notNull(),
    percentiles: integer("percentiles").array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.journalId, t.key, t.origin, t.age] })],
);
export type AgeOrigin = "p" | "r";

/** What each article had gathered of Total_Item_Investigations by the oldest age that it and enough others have reached. */
export const articleStandings = pgTable(
  "article_standings",
  {
    articleId: integer("article_id").primaryKey(),
    journalId: integer("journal_id").notNull(),
    /** As in age_standings. */
    key: text("key").notNull().default(""),
    origin: charCode<AgeOrigin>("origin").notNull(),
    age: integer("age").notNull(),
    total: integer("total").notNull(),
  },
  (t) => [index("article_standings_journal").on(t.journalId)],
);

/** What the articles of a group that have reached an age since publication had gathered of it, together. */
export const groupAges = pgTable(
  "group_ages",
  {
    journalId: integer("journal_id").notNull(),
    kind: charCode<GroupKind>("kind").notNull(),
    key: text("key").notNull(),
    age: integer("age").notNull(),
    articles: integer("articles").notNull(),
    total: bigint("total", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.journalId, t.kind, t.key, t.age] })],
);
