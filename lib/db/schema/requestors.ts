import { boolean, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytea, instant } from "../columns";
import { institutions } from "./catalogue";

// Who may fetch COUNTER reports. These tables stay local when the database is distributed.

/** Somebody who harvests reports: a library, a consortium, a service. */
export const requestors = pgTable("requestors", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  /** What they send as requestor_id. */
  requestorId: text("requestor_id").notNull().unique(),
  name: text("name").notNull(),
  /** SHA-256 of the key; the key itself is shown once and kept nowhere. */
  keyHash: bytea("key_hash").notNull().unique(),
  /** Whether they may have the reports of The World. */
  world: boolean("world").notNull().default(true),
  made: instant("made").notNull(),
  revoked: instant("revoked"),
  lastUsed: instant("last_used"),
});

/** Whose usage a requestor may have. */
export const requestorInstitutions = pgTable(
  "requestor_institutions",
  {
    requestor: integer("requestor")
      .notNull()
      .references(() => requestors.id, { onDelete: "cascade" }),
    institutionId: integer("institution_id")
      .notNull()
      .references(() => institutions.id, { onDelete: "cascade" }),
  },
  (t) => [
    primaryKey({ columns: [t.requestor, t.institutionId] }),
    index("requestor_institutions_institution").on(t.institutionId),
  ],
);
