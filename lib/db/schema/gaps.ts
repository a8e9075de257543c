import { sql } from "drizzle-orm";
import { check, date, integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../columns";

/** Days of which some usage is lost for good, as an administrator stated it: COUNTER reports of them say so (exception 3040). Local when the database is distributed. */
export const usageGaps = pgTable(
  "usage_gaps",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    /** Both ends are included. */
    first: date("first_day").notNull(),
    last: date("last_day").notNull(),
    /** For whoever reads a report. */
    reason: text("reason").notNull(),
    stated: instant("stated").notNull(),
  },
  () => [check("usage_gaps_order", sql`first_day <= last_day`)],
);
