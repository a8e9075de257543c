import { integer, jsonb, pgTable } from "drizzle-orm/pg-core";
import { instant } from "../columns";
import { journals } from "./catalogue";
import { people } from "./people";

/** What the editors of a journal set; what they never touched is as lib/catalog/settings.ts has it. */
export const journalSettings = pgTable("journal_settings", {
  journalId: integer("journal_id")
    .primaryKey()
    .references(() => journals.id, { onDelete: "cascade" }),
  settings: jsonb("settings").$type<Record<string, unknown>>().notNull(),
  changed: instant("changed").notNull(),
  changedBy: integer("changed_by").references(() => people.id, { onDelete: "set null" }),
});
