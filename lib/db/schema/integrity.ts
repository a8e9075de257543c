import { date, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { instant } from "../columns";
import { articles, journals } from "./catalogue";
import { people } from "./people";

// Figures that look wrong, and what was decided on them. These tables stay local when the database is distributed.

export type FlagState = "open" | "accepted" | "excluded";

/** Something about an article's figures, or a journal's, that somebody should look at. */
export const flags = pgTable(
  "flags",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    journalId: integer("journal_id")
      .notNull()
      .references(() => journals.id, { onDelete: "cascade" }),
    /** Null for what is of the journal as a whole. */
    articleId: integer("article_id").references(() => articles.id, { onDelete: "cascade" }),
    /** Which rule raised it; lib/integrity names them. */
    rule: text("rule").notNull(),
    from: date("from_day").notNull(),
    to: date("to_day").notNull(),
    /** The figures the rule went by. */
    evidence: jsonb("evidence").$type<Record<string, unknown>>().notNull(),
    raised: instant("raised").notNull(),
    state: text("state").$type<FlagState>().notNull().default("open"),
    decided: instant("decided"),
    decidedBy: integer("decided_by").references(() => people.id, { onDelete: "set null" }),
    reason: text("reason"),
  },
  (t) => [
    unique("flags_once").on(t.journalId, t.articleId, t.rule, t.from).nullsNotDistinct(),
    index("flags_journal").on(t.journalId, t.state, t.raised.desc()),
  ],
);

/** Usage that an editor took out of an article's figures, and may put back: events stay, in the lane of crawlers. */
export const exclusions = pgTable(
  "exclusions",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    flagId: integer("flag_id").references(() => flags.id, { onDelete: "set null" }),
    articleId: integer("article_id")
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    from: date("from_day").notNull(),
    to: date("to_day").notNull(),
    /** Names of networks by UTC day, one user agent by its number, or both null: all usage of those days. */
    networks: jsonb("networks").$type<Record<string, number[]>>(),
    userAgent: integer("user_agent"),
    reason: text("reason").notNull(),
    made: instant("made").notNull(),
    madeBy: integer("made_by").references(() => people.id, { onDelete: "set null" }),
    undone: instant("undone"),
    undoneBy: integer("undone_by").references(() => people.id, { onDelete: "set null" }),
  },
  (t) => [index("exclusions_article").on(t.articleId, t.from)],
);
