import { bigint, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../columns";
import { journals } from "./catalogue";
import { people } from "./people";

/** What people did that others may ask about later: sign-ins, roles, settings, exports and the like. Rows are only ever added. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant("at").notNull(),
    /** Null for an operator at a terminal, and once the person is removed. */
    personId: integer("person_id").references(() => people.id, { onDelete: "set null" }),
    /** Who it was in words, as it was known then. */
    who: text("who").notNull(),
    action: text("action").notNull(),
    /** Of which journal; null for what is of no journal. */
    journalId: integer("journal_id").references(() => journals.id, { onDelete: "cascade" }),
    detail: jsonb("detail").$type<Record<string, string>>().notNull().default({}),
  },
  (t) => [index("audit_log_at").on(t.at.desc()), index("audit_log_journal").on(t.journalId, t.at.desc())],
);
