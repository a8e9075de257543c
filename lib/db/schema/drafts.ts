import { index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../columns";
import { articles, journals } from "./catalogue";
import { people } from "./people";

/** Articles that editors are about to add or correct: what was typed, as it was typed, so that nothing is lost on the way. */
export const articleDrafts = pgTable(
  "article_drafts",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    journalId: integer("journal_id")
      .notNull()
      .references(() => journals.id, { onDelete: "cascade" }),
    /** The article it corrects; null for one to be added. */
    articleId: integer("article_id").references(() => articles.id, { onDelete: "cascade" }),
    /** Who changed it last. */
    personId: integer("person_id").references(() => people.id, { onDelete: "set null" }),
    fields: jsonb("fields").$type<Record<string, string>>().notNull(),
    /** A PDF to be put in place, already in the file store. */
    pdfName: text("pdf_name"),
    pdfSha256: text("pdf_sha256"),
    pdfBytes: integer("pdf_bytes"),
    /** Goes up by one with each change: who saves over another's change is told. */
    revision: integer("revision").notNull().default(1),
    changed: instant("changed").notNull(),
  },
  (t) => [index("article_drafts_journal").on(t.journalId, t.changed)],
);
