import { sql } from "drizzle-orm";
import { date, index, integer, jsonb, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import type { LaneCode } from "@/lib/counter/attributes";
import { bytea, charCode, instant } from "../columns";

// What the machinery remembers.

/** Sites that are not ours and may record from their readers' browsers. */
export const sites = pgTable("sites", {
  /** As browsers send it: https://journal.example. */
  origin: text("origin").primaryKey(),
  name: text("name").notNull(),
  added: instant("added").notNull().defaultNow(),
});

/** Answers to batches that were sent with an Idempotency-Key: a batch sent again gets the same answer and records nothing. */
export const keyedBatches = pgTable(
  "keyed_batches",
  {
    apiKeyId: integer("api_key_id").notNull(),
    idempotencyKey: text("idempotency_key").notNull(),
    /** SHA-256 of the body: another body under the same key is a fault of the sender's. */
    bodyHash: bytea("body_hash").notNull(),
    batch: uuid("batch").notNull(),
    /** Null while it is being written. */
    answer: jsonb("answer").$type<{ status: number; headers: Record<string, string>; body: string }>(),
    received: instant("received").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.apiKeyId, t.idempotencyKey] })],
);

/**
 * Which lines of access logs were imported, an hour of the log's time to a row, so that no line counts twice: per line its second
 * and 32 bits of a keyed hash, too few to tell an address by.
 */
export const importedLines = pgTable(
  "imported_lines",
  {
    hour: instant("hour").notNull(),
    lines: bytea("lines").notNull(),
    imported: instant("imported").notNull().defaultNow(),
  },
  (t) => [index("imported_lines_hour").on(t.hour)],
);

/** Group writes that were committed: a write repeated after a lost answer meets its own row and does nothing. */
export const recordedBatches = pgTable("recorded_batches", {
  id: uuid("id").primaryKey(),
  recorded: instant("recorded").notNull().defaultNow(),
});

/** One row. Every event acknowledged before `countedThrough` stands in the counted tables. */
export const countingState = pgTable("counting_state", {
  id: smallint("id").primaryKey().default(1),
  countedThrough: instant("counted_through"),
  /** The same of the sums over many articles. */
  rolledThrough: instant("rolled_through"),
  /** Since when requests that are never recorded are tallied: before it, none is not zero. */
  droppedSince: instant("dropped_since").notNull().defaultNow(),
  /** Keys the fingerprints of imported lines. */
  importKey: bytea("import_key")
    .notNull()
    .default(sql`decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')`),
});

/** Keys of the hash that stands in for a visitor, one a UTC day, destroyed when late events can no longer need it. */
export const visitorSecrets = pgTable("visitor_secrets", {
  day: date("day").primaryKey(),
  secret: bytea("secret").notNull(),
  destroyAfter: instant("destroy_after").notNull(),
});

export const apiKeys = pgTable("api_keys", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  name: text("name").notNull(),
  scopes: text("scopes").array().notNull(),
  /** SHA-256 of the key; the key itself is shown once and kept nowhere. */
  hash: bytea("hash").notNull().unique(),
  created: instant("created").notNull().defaultNow(),
  revoked: instant("revoked"),
});

/** Lists of robots that were loaded; matched beside the built-in rules. */
export const robotLists = pgTable("robot_lists", {
  name: text("name").primaryKey(),
  lane: charCode<LaneCode>("lane").notNull(),
  patterns: jsonb("patterns").$type<string[]>().notNull(),
  /** When the patterns last changed. */
  loaded: instant("loaded").notNull().defaultNow(),
  /** The first 12 digits of the SHA-256 of what was loaded. */
  version: text("version").notNull().default(""),
  /** The newest date in the list itself, when it has any. */
  dated: date("dated"),
  /** The address or file it came from. */
  source: text("source").notNull().default(""),
  /** When it was last looked for, and why that failed; the last good list stays in force. */
  checked: instant("checked"),
  failure: text("failure"),
  /** When stored events were last placed by it. */
  relabelled: instant("relabelled"),
});

/** Each time the patterns of a list of robots changed: figures before and after are counted by different lists. */
export const robotListChanges = pgTable(
  "robot_list_changes",
  {
    name: text("name").notNull(),
    changed: instant("changed").notNull(),
    version: text("version").notNull(),
    patterns: integer("patterns").notNull(),
  },
  (t) => [primaryKey({ columns: [t.name, t.changed] })],
);

/** How each clocked job last went. */
export const jobRuns = pgTable("job_runs", {
  job: text("job").primaryKey(),
  started: instant("started").notNull(),
  finished: instant("finished"),
  failure: text("failure"),
  /** How long the last run that ended took. */
  tookMs: integer("took_ms"),
  /** When it runs again. */
  next: instant("next"),
});
