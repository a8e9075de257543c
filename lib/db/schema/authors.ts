import { bigint, boolean, date, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { bytea, instant } from "../columns";
import { articles } from "./catalogue";
import { people } from "./people";

// Authors and their articles. These tables stay local when the database is distributed.

const person = () =>
  integer("person_id")
    .notNull()
    .references(() => people.id, { onDelete: "cascade" });
const article = () =>
  integer("article_id")
    .notNull()
    .references(() => articles.id, { onDelete: "cascade" });

export type ClaimState = "waiting" | "approved" | "refused";

/** "This article is mine", said by somebody whom neither ORCID nor an address tells; an editor decides. */
export const claims = pgTable(
  "claims",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    personId: person(),
    articleId: article(),
    /** What the claimant says for it. */
    words: text("words").notNull().default(""),
    asked: instant("asked").notNull(),
    state: text("state").$type<ClaimState>().notNull().default("waiting"),
    decided: instant("decided"),
    decidedBy: integer("decided_by").references(() => people.id, { onDelete: "set null" }),
    reason: text("reason"),
  },
  (t) => [unique("claims_once").on(t.personId, t.articleId)],
);

/** Letters of impact as they were handed out: the figures, and the hash of the file, which anybody may verify. */
export const letters = pgTable("letters", {
  /** What the letter's address ends with. */
  code: text("code").primaryKey(),
  articleId: article(),
  personId: integer("person_id").references(() => people.id, { onDelete: "set null" }),
  /** Whom it names. */
  name: text("name").notNull(),
  from: date("from_day").notNull(),
  to: date("to_day").notNull(),
  made: instant("made").notNull(),
  figures: jsonb("figures").$type<Record<string, unknown>>().notNull(),
  methodVersion: text("method_version").notNull(),
  countedThrough: instant("counted_through").notNull(),
  /** Names the file in the store, and proves it. */
  sha256: text("sha256").notNull(),
  bytes: integer("bytes").notNull(),
});

/** Which mails about their articles people asked for; without a row, none. */
export const authorMail = pgTable("author_mail", {
  personId: person().primaryKey(),
  digest: boolean("digest").notNull().default(false),
  milestones: boolean("milestones").notNull().default(false),
  /** Opens the page that ends them. */
  leaveToken: bytea("leave_token").notNull().unique(),
  changed: instant("changed").notNull(),
});

/** Milestones that a person was told of, or that lay behind when they asked to be told. */
export const toldMilestones = pgTable(
  "told_milestones",
  {
    personId: person(),
    articleId: article(),
    milestone: bigint("milestone", { mode: "number" }).notNull(),
    told: instant("told").notNull(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.articleId, t.milestone] })],
);
