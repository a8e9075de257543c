import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, pgTable, primaryKey, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../columns";
import { journals, specialIssues } from "./catalogue";

// Mail, and who asked for it. These tables stay local when the database is distributed: rows are claimed one by one.

/** Where a mail is on its way; docs/mail.md draws it. */
export type MailState = "waiting" | "sending" | "handing-over" | "sent" | "failed" | "uncertain" | "withdrawn";

/** Mail on its way out: a row is made in the transaction of what causes it, and its key lets it be made only once. */
export const outbox = pgTable(
  "outbox",
  {
    /** Also names the message to mail servers, in its Message-ID. */
    id: uuid("id").primaryKey().defaultRandom(),
    kind: text("kind").notNull(),
    key: text("key").notNull().unique(),
    /** Null once forgotten, as are `mailbox`, `payload` and `reply`. */
    recipient: text("recipient"),
    /** The recipient in the form limits count by. */
    mailbox: text("mailbox"),
    /** What the kind's renderer needs to write the message when it is sent. */
    payload: jsonb("payload").$type<Record<string, string>>().notNull().default({}),
    /** Goes before mail that can wait. */
    urgent: boolean("urgent").notNull().default(false),
    state: text("state").$type<MailState>().notNull().default("waiting"),
    made: instant("made").notNull(),
    attempts: smallint("attempts").notNull().default(0),
    firstAttempt: instant("first_attempt"),
    nextAttempt: instant("next_attempt").notNull(),
    /** Names the process that is at it, for as long as `leaseUntil`. */
    claim: uuid("claim"),
    leaseUntil: instant("lease_until"),
    /** When it came to its last state. */
    settled: instant("settled"),
    subject: text("subject"),
    /** What the server last said, or why there was no answer, and whether that is about this mail or about all. */
    reply: text("reply"),
    faultOf: text("fault_of").$type<"server" | "recipient">(),
  },
  (t) => [
    // In the order mail goes, so that the next one is found at once however many wait.
    index("outbox_waiting").on(t.urgent.desc().nullsFirst(), t.nextAttempt, t.made).where(sql`state = 'waiting'`),
    index("outbox_unsent").on(t.state).where(sql`state <> 'sent'`),
    index("outbox_mailbox").on(t.mailbox, t.made),
    index("outbox_made").on(t.made),
  ],
);

/** How often a subscriber is told: of each new issue, or of a week's new articles. */
export type AlertFrequency = "issue" | "week";

const target = {
  email: text("email").notNull(),
  /** The address in the form addresses are compared in. */
  emailKey: text("email_key").notNull(),
  journalId: integer("journal_id")
    .notNull()
    .references(() => journals.id, { onDelete: "cascade" }),
  specialIssueId: integer("special_issue_id").references(() => specialIssues.id, { onDelete: "cascade" }),
  frequency: text("frequency").$type<AlertFrequency>().notNull(),
};

/** Sign-ups that wait to be confirmed from the mailbox they name. */
export const alertRequests = pgTable(
  "alert_requests",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    ...target,
    asked: instant("asked").notNull(),
    /** When the last mail with a link was made, and until when links are good; the links are in no table, SHA-256 of each is. */
    mailed: instant("mailed"),
    expires: instant("expires"),
    tokens: bytea("tokens").array().notNull().default(sql`'{}'`),
  },
  (t) => [unique("alert_requests_target").on(t.emailKey, t.journalId, t.specialIssueId).nullsNotDistinct()],
);

/** Confirmed sign-ups; one that ends is deleted. */
export const alertSubscriptions = pgTable(
  "alert_subscriptions",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    ...target,
    confirmed: instant("confirmed").notNull(),
    /** Everything that was there by then is not news to this subscriber. */
    toldThrough: instant("told_through").notNull(),
    /** Opens the page that ends it. */
    leaveToken: bytea("leave_token").notNull().unique(),
  },
  (t) => [
    unique("alert_subscriptions_target").on(t.emailKey, t.journalId, t.specialIssueId).nullsNotDistinct(),
    index("alert_subscriptions_due").on(t.journalId, t.frequency),
  ],
);

/** Issues that were looked at when nothing more was added to them: each is decided on once, for all subscribers. */
export const alertIssues = pgTable(
  "alert_issues",
  {
    journalId: integer("journal_id")
      .notNull()
      .references(() => journals.id, { onDelete: "cascade" }),
    volume: text("volume").notNull(),
    issue: text("issue").notNull(),
    decided: instant("decided").notNull(),
    /** False for back content, which nobody is told of. */
    mailed: boolean("mailed").notNull(),
  },
  (t) => [primaryKey({ columns: [t.journalId, t.volume, t.issue] })],
);

/** One row: what the links that end a subscription are made with, so that an old mail's link works as long as there is one. */
export const alertKeys = pgTable("alert_keys", {
  id: smallint("id").primaryKey().default(1),
  leaveKey: bytea("leave_key")
    .notNull()
    .default(sql`decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')`),
});
