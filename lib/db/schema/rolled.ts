import { char, date, index, integer, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { charCode, instant } from "../columns";

// Sums of article-days for questions about many articles. Everything here can be made anew from article_days and the catalogue, and
// stays local when the database is distributed.

/** A journal as a whole, or its articles of one special issue, type, section or year of publication. */
export type GroupKind = "j" | "s" | "t" | "c" | "y";

/** Days of which some article was counted since they were rolled up. Rows are only ever appended, in the transaction of the count. */
export const changedDays = pgTable("changed_days", { day: date("day").notNull() }, (t) => [
  index("changed_days_day").on(t.day),
]);

/** The groups every article was in when its days were last rolled up. */
export const rolledArticles = pgTable(
  "rolled_articles",
  {
    articleId: integer("article_id").primaryKey(),
    journalId: integer("journal_id").notNull(),
    specialIssueId: integer("special_issue_id"),
    type: text("type"),
    section: text("section"),
    year: smallint("year").notNull(),
  },
  (t) => [index("rolled_articles_journal").on(t.journalId)],
);

const measures = () => ({
  abstractViews: integer("abstract_views").notNull(),
  fullTextViews: integer("full_text_views").notNull(),
  pdfDownloads: integer("pdf_downloads").notNull(),
  totalItemInvestigations: integer("total_item_investigations").notNull(),
  uniqueItemInvestigations: integer("unique_item_investigations").notNull(),
  totalItemRequests: integer("total_item_requests").notNull(),
  uniqueItemRequests: integer("unique_item_requests").notNull(),
});
const group = () => ({
  journalId: integer("journal_id").notNull(),
  kind: charCode<GroupKind>("kind").notNull(),
  /** The special issue's id, the type, the section, the year; empty for the journal. */
  key: text("key").notNull(),
});

/** Usage by readers of a group's articles on a UTC day. */
export const groupDays = pgTable("group_days", { ...group(), day: date("day").notNull(), ...measures() }, (t) => [
  primaryKey({ columns: [t.journalId, t.kind, t.key, t.day] }),
  index("group_days_day").on(t.day),
]);

/** Of journals and special issues alone. */
export const groupCountryDays = pgTable(
  "group_country_days",
  {
    ...group(),
    day: date("day").notNull(),
    country: char("country", { length: 2 }).notNull(),
    totalItemInvestigations: integer("total_item_investigations").notNull(),
    totalItemRequests: integer("total_item_requests").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.journalId, t.kind, t.key, t.day, t.country] }),
    index("group_country_days_day").on(t.day),
  ],
);

/** Of journals and special issues alone. */
export const groupReferrerDays = pgTable(
  "group_referrer_days",
  {
    ...group(),
    day: date("day").notNull(),
    referrer: integer("referrer").notNull(),
    totalItemInvestigations: integer("total_item_investigations").notNull(),
    totalItemRequests: integer("total_item_requests").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.journalId, t.kind, t.key, t.day, t.referrer] }),
    index("group_referrer_days_day").on(t.day),
  ],
);

/** Usage by readers of an article in a month that is over. */
export const articleMonths = pgTable(
  "article_months",
  { articleId: integer("article_id").notNull(), month: date("month").notNull(), ...measures() },
  (t) => [primaryKey({ columns: [t.articleId, t.month] }), index("article_months_month").on(t.month)],
);

/** Months, by their first day, whose article_months are those of their article_days. */
export const rolledMonths = pgTable("rolled_months", {
  month: date("month").primaryKey(),
  rolled: instant("rolled").notNull(),
});
