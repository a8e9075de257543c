import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, pgTable, text, unique } from "drizzle-orm/pg-core";
import { bytea, instant } from "../columns";
import { articles, journals, specialIssues } from "./catalogue";
import { people } from "./people";

// What people at the desk leave there. These tables stay local when the database is distributed.

const journal = () =>
  integer("journal_id")
    .notNull()
    .references(() => journals.id, { onDelete: "cascade" });

/** A page of the desk with everything its address says, under a name. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    journalId: journal(),
    /** Whose it is. */
    personId: integer("person_id")
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** Which page of the journal's desk, as its address goes on after the ISSN: empty, `/articles`, `/compare` and so on. */
    page: text("page").notNull(),
    /** The address's parameters, without the question mark. */
    query: text("query").notNull(),
    /** Whether everybody who reads the journal's figures sees it. */
    shared: boolean("shared").notNull().default(false),
    saved: instant("saved").notNull(),
  },
  (t) => [unique("saved_views_name").on(t.journalId, t.personId, t.name)],
);

/** What somebody noted of a day: of a journal, of one of its special issues, or of an article. */
export const annotations = pgTable(
  "annotations",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    journalId: journal(),
    specialIssueId: integer("special_issue_id").references(() => specialIssues.id, { onDelete: "cascade" }),
    articleId: integer("article_id").references(() => articles.id, { onDelete: "cascade" }),
    day: date("day").notNull(),
    words: text("words").notNull(),
    /** Whether readers of the public pages see it. */
    shown: boolean("shown").notNull().default(false),
    personId: integer("person_id").references(() => people.id, { onDelete: "set null" }),
    written: instant("written").notNull(),
  },
  (t) => [
    index("annotations_journal_day").on(t.journalId, t.day),
    index("annotations_article_day").on(t.articleId, t.day),
    check("annotations_scope", sql`special_issue_id is null or article_id is null`),
  ],
);

/** Addresses that show one article, one special issue or one view to whoever has them. */
export const guestLinks = pgTable(
  "guest_links",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    name: text("name").notNull(),
    /** SHA-256 of what stands in the address; the address itself is shown once. */
    tokenHash: bytea("token_hash").notNull().unique(),
    journalId: journal(),
    articleId: integer("article_id").references(() => articles.id, { onDelete: "cascade" }),
    specialIssueId: integer("special_issue_id").references(() => specialIssues.id, { onDelete: "cascade" }),
    /** A view as it was when the link was made: later changes of the saved view are not the guest's. */
    viewPage: text("view_page"),
    viewQuery: text("view_query"),
    /** As scrypt made it; null where the address is enough. */
    password: text("password"),
    expires: instant("expires"),
    revoked: instant("revoked"),
    personId: integer("person_id").references(() => people.id, { onDelete: "set null" }),
    made: instant("made").notNull(),
    uses: integer("uses").notNull().default(0),
    lastUsed: instant("last_used"),
  },
  (t) => [
    index("guest_links_journal").on(t.journalId),
    check(
      "guest_links_scope",
      sql`(article_id is not null)::int + (special_issue_id is not null)::int + (view_page is not null)::int = 1
        and (view_page is null) = (view_query is null)`,
    ),
  ],
);
