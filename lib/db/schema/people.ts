import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, smallint, text, unique } from "drizzle-orm/pg-core";
import { bytea, instant } from "../columns";
import { journals, specialIssues } from "./catalogue";

// Who may sign in, and what each may do. The first four tables are better-auth's: properties go by its names, columns by ours.
// These tables stay local when the database is distributed.

export const people = pgTable("people", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  name: text("name").notNull(),
  /** In lower case: addresses are compared so. */
  email: text("email").notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  /** As they proved it by signing in there, with hyphens. */
  orcid: text("orcid").unique(),
  image: text("image"),
  createdAt: instant("created").notNull(),
  updatedAt: instant("updated").notNull(),
});

const person = (name: string) =>
  integer(name)
    .notNull()
    .references(() => people.id, { onDelete: "cascade" });

/** Signed-in browsers. Addresses of networks are not kept. */
export const sessions = pgTable(
  "sessions",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    userId: person("person_id"),
    token: text("token").notNull().unique(),
    expiresAt: instant("expires").notNull(),
    createdAt: instant("created").notNull(),
    updatedAt: instant("updated").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
  },
  (t) => [index("sessions_person").on(t.userId)],
);

/** The ways a person may prove who they are: a password, or an account elsewhere. */
export const credentials = pgTable(
  "credentials",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    userId: person("person_id"),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: instant("access_token_expires"),
    refreshTokenExpiresAt: instant("refresh_token_expires"),
    scope: text("scope"),
    /** As scrypt made it. */
    password: text("password"),
    createdAt: instant("created").notNull(),
    updatedAt: instant("updated").notNull(),
  },
  (t) => [index("credentials_person").on(t.userId), unique("credentials_account").on(t.providerId, t.accountId)],
);

/** Links that sign in once; what is kept of a link is its hash. */
export const signInLinks = pgTable(
  "sign_in_links",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: instant("expires").notNull(),
    createdAt: instant("created").notNull(),
    updatedAt: instant("updated").notNull(),
  },
  (t) => [index("sign_in_links_identifier").on(t.identifier)],
);

/**
 * `administrator` may do everything everywhere; `editor` everything in one journal; `guest-editor` may read the figures of one special
 * issue; `analyst` may read those of one journal, or of all. Authors hold no role: they have articles.
 */
export const ROLES = ["administrator", "editor", "guest-editor", "analyst"] as const;
export type Role = (typeof ROLES)[number];

export const roles = pgTable(
  "roles",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    personId: person("person_id"),
    role: text("role").$type<Role>().notNull(),
    /** Of which journal; null for a role that is everywhere. */
    journalId: integer("journal_id").references(() => journals.id, { onDelete: "cascade" }),
    /** Of which of its special issues; null for a role in all of the journal. */
    specialIssueId: integer("special_issue_id").references(() => specialIssues.id, { onDelete: "cascade" }),
    granted: instant("granted").notNull().defaultNow(),
  },
  (t) => [
    unique("roles_once").on(t.personId, t.role, t.journalId, t.specialIssueId).nullsNotDistinct(),
    check(
      "roles_scope",
      sql`case role when 'administrator' then journal_id is null when 'analyst' then true else journal_id is not null end
        and (role = 'guest-editor') = (special_issue_id is not null)`,
    ),
  ],
);

/** Wrong passwords of late, by the hash of the address that was typed, whether or not anybody has it. */
export const wrongPasswords = pgTable("wrong_passwords", {
  emailHash: bytea("email_hash").primaryKey(),
  since: instant("since").notNull(),
  times: smallint("times").notNull(),
});
