import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "../columns";
import { journals } from "./catalogue";
import { people } from "./people";

// Reports that are made again and again, and what came of them. These tables stay local when the database is distributed: rows are
// claimed one by one.

/** What a report is of, how often and to whom it goes stand in words of their own rooms; here they are kept as they were written. */
type Written = Record<string, unknown>;

/** A report somebody wants: of what, over which period, in which forms. */
export const reportDefinitions = pgTable(
  "report_definitions",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    /** Null for reports of the whole platform, which are the administrators'. */
    journalId: integer("journal_id").references(() => journals.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    ask: jsonb("ask").$type<Written>().notNull(),
    /** As `parsePeriod` reads it: `last-month`, `rolling-months:12`, `fixed:2026-01-01..2026-03-31`. */
    period: text("period").notNull(),
    formats: text("formats").array().notNull(),
    /** Who is told when it cannot be made or delivered. */
    ownerId: integer("owner_id").references(() => people.id, { onDelete: "set null" }),
    made: instant("made").notNull(),
    /** Rises with every change: who changes what somebody else just did is told. */
    revision: integer("revision").notNull().default(1),
  },
  (t) => [index("report_definitions_journal").on(t.journalId)],
);

/** When a definition is made into a report by itself. */
export const reportSchedules = pgTable(
  "report_schedules",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    definitionId: integer("definition_id")
      .notNull()
      .references(() => reportDefinitions.id, { onDelete: "cascade" }),
    rule: jsonb("rule").$type<Written>().notNull(),
    /** Its next moment; what lies before it has its runs. */
    next: instant("next").notNull(),
    paused: boolean("paused").notNull().default(false),
    /** What is done when there is nothing to report. */
    whenEmpty: text("when_empty").$type<"say" | "skip">().notNull().default("say"),
    /** So many hours a run waits for its period to be counted; then it is made of what is there and says so. */
    waitHours: integer("wait_hours").notNull().default(240),
    made: instant("made").notNull(),
  },
  (t) => [
    index("report_schedules_definition").on(t.definitionId),
    index("report_schedules_due").on(t.next).where(sql`not paused`),
  ],
);

export type TargetKind = "mail" | "webhook" | "folder" | "s3";

/** Where the reports of a schedule go. */
export const reportTargets = pgTable(
  "report_targets",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    scheduleId: integer("schedule_id")
      .notNull()
      .references(() => reportSchedules.id, { onDelete: "cascade" }),
    kind: text("kind").$type<TargetKind>().notNull(),
    /** An e-mail address, an https address, a folder below the one for exports, a prefix in the bucket. */
    address: text("address").notNull(),
    /** Signs what a webhook gets. */
    secret: text("secret"),
    /** When its recipient wanted no more of it. */
    left: instant("left"),
  },
  (t) => [unique("report_targets_once").on(t.scheduleId, t.kind, t.address)],
);

export type RunCause = "schedule" | "hand" | "test" | "export";
/** Where a run is on its way; docs/reports.md draws it. */
export type RunState = "waiting" | "making" | "made" | "skipped" | "failed";

/** A report that was made, or is to be, with everything it was made from: it does not change when its definition does. */
export const reportRuns = pgTable(
  "report_runs",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    definitionId: integer("definition_id").references(() => reportDefinitions.id, { onDelete: "set null" }),
    scheduleId: integer("schedule_id").references(() => reportSchedules.id, { onDelete: "set null" }),
    /** The moment of the schedule it is for: there is one run of it, whoever makes it. */
    slot: instant("slot"),
    cause: text("cause").$type<RunCause>().notNull(),
    journalId: integer("journal_id").references(() => journals.id, { onDelete: "cascade" }),
    /** Who asked for it; null for a schedule. */
    personId: integer("person_id").references(() => people.id, { onDelete: "set null" }),
    name: text("name").notNull(),
    ask: jsonb("ask").$type<Written>().notNull(),
    from: date("from_day").notNull(),
    to: date("to_day").notNull(),
    formats: text("formats").array().notNull(),
    whenEmpty: text("when_empty").$type<"say" | "skip">().notNull(),
    /** Until then it waits for its period to be counted. */
    waitUntil: instant("wait_until").notNull(),
    /** Made more than an hour after its moment, as nobody was there to make it. */
    late: boolean("late").notNull().default(false),
    /** Made before its period was counted. */
    provisional: boolean("provisional").notNull().default(false),
    state: text("state").$type<RunState>().notNull().default("waiting"),
    asked: instant("asked").notNull(),
    attempts: integer("attempts").notNull().default(0),
    nextAttempt: instant("next_attempt").notNull(),
    /** Names the process that is at it, for as long as `leaseUntil`. */
    claim: uuid("claim"),
    leaseUntil: instant("lease_until"),
    /** Why it waits, or why it failed, in words. */
    note: text("note"),
    started: instant("started"),
    /** When its files were on record, or it was given up. */
    settled: instant("settled"),
    /** How far a long one has come: rows written, of so many where that is known. */
    rowsDone: integer("rows_done"),
    rowsTotal: integer("rows_total"),
    /** What the mail and later comparisons say of it: title, headline, figures, totals. */
    facts: jsonb("facts").$type<Written>(),
    countedThrough: instant("counted_through"),
    methodVersion: text("method_version"),
    /** When its files go; null for those that stay. */
    expires: instant("expires"),
  },
  (t) => [
    unique("report_runs_once").on(t.scheduleId, t.slot),
    index("report_runs_waiting").on(t.nextAttempt).where(sql`state in ('waiting', 'making')`),
    index("report_runs_definition").on(t.definitionId, t.asked),
    index("report_runs_journal").on(t.journalId, t.asked),
    index("report_runs_expires").on(t.expires).where(sql`expires is not null`),
    check("report_runs_days", sql`from_day <= to_day`),
  ],
);

/** The files of a run, as they were sent. */
export const reportFiles = pgTable(
  "report_files",
  {
    runId: uuid("run_id")
      .notNull()
      .references(() => reportRuns.id, { onDelete: "cascade" }),
    format: text("format").notNull(),
    name: text("name").notNull(),
    mediaType: text("media_type").notNull(),
    /** Names the file in the store, and proves it. */
    sha256: text("sha256").notNull(),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.format] })],
);

/** `handed` is mail that stands in the outbox, whose own states say more. */
export type DeliveryState = "waiting" | "sending" | "handed" | "sent" | "failed" | "uncertain" | "withdrawn";

/** A run on its way to one place: a row is made in the transaction that puts the files on record, and once. */
export const reportDeliveries = pgTable(
  "report_deliveries",
  {
    /** Also names it to whoever receives it, so that what is sent again is known again. */
    id: uuid("id").primaryKey().defaultRandom(),
    runId: uuid("run_id")
      .notNull()
      .references(() => reportRuns.id, { onDelete: "cascade" }),
    targetId: uuid("target_id").references(() => reportTargets.id, { onDelete: "set null" }),
    kind: text("kind").$type<TargetKind>().notNull(),
    address: text("address").notNull(),
    /** 1, and one more each time somebody sends it again. */
    turn: integer("turn").notNull().default(1),
    state: text("state").$type<DeliveryState>().notNull().default("waiting"),
    made: instant("made").notNull(),
    attempts: integer("attempts").notNull().default(0),
    firstAttempt: instant("first_attempt"),
    nextAttempt: instant("next_attempt").notNull(),
    claim: uuid("claim"),
    leaseUntil: instant("lease_until"),
    settled: instant("settled"),
    /** What the other side last said, or why there was no answer. */
    reply: text("reply"),
    /** Until when its link opens the files, and how often it did. */
    linkExpires: instant("link_expires"),
    opened: integer("opened").notNull().default(0),
    lastOpened: instant("last_opened"),
  },
  (t) => [
    unique("report_deliveries_once").on(t.runId, t.kind, t.address, t.turn),
    index("report_deliveries_waiting").on(t.nextAttempt).where(sql`state in ('waiting', 'sending', 'handed')`),
    index("report_deliveries_unwell").on(t.state).where(sql`state in ('failed', 'uncertain')`),
  ],
);

/** A month of a journal's figures as open data: what is under its address now. */
export const openData = pgTable(
  "open_data",
  {
    journalId: integer("journal_id")
      .notNull()
      .references(() => journals.id, { onDelete: "cascade" }),
    /** The first day of the month. */
    month: date("month").notNull(),
    made: instant("made").notNull(),
    /** Everything restated before it is in it. */
    restatedThrough: instant("restated_through").notNull(),
    countedThrough: instant("counted_through").notNull(),
    methodVersion: text("method_version").notNull(),
    rows: integer("rows").notNull(),
    sha256: text("sha256").notNull(),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.journalId, t.month] })],
);
