import { sql } from "drizzle-orm";
import { bigint, foreignKey, index, integer, jsonb, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { instant } from "../columns";
import { articles } from "./catalogue";

// What articles were before. Usage is of the article: COUNTER knows one item, whichever version of it is read.

/** Each version an article has had, the latest among them; numbers begin with 1. */
export const articleVersions = pgTable(
  "article_versions",
  {
    articleId: integer("article_id")
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    number: smallint("number").notNull(),
    since: instant("since").notNull(),
    /** COUNTER's Article_Version, in the terms of NISO RP-8 (JAV); null where nobody said, which is taken for VoR. */
    term: text("term").$type<"AO" | "SMUR" | "AM" | "P" | "VoR" | "CVoR" | "EVoR">(),
    /** What is different in it, in an editor's words. */
    note: text("note"),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.number] })],
);

/** The PDF and XML of every version that is no longer the latest; those of the latest are in article_files. */
export const supersededFiles = pgTable(
  "superseded_files",
  {
    articleId: integer("article_id").notNull(),
    version: smallint("version").notNull(),
    kind: text("kind").$type<"pdf" | "xml">().notNull(),
    name: text("name").notNull(),
    mediaType: text("media_type").notNull(),
    bytes: integer("bytes").notNull(),
    sha256: text("sha256").notNull(),
    uploaded: instant("uploaded").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.articleId, t.version, t.kind] }),
    foreignKey({
      name: "superseded_files_version",
      columns: [t.articleId, t.version],
      foreignColumns: [articleVersions.articleId, articleVersions.number],
    }).onDelete("cascade"),
  ],
);

/** Where a change of an article came from. */
export type ChangeSource = "import" | "form" | "sample";

/** Every change of an article: when, by what, and what of it. */
export const articleChanges = pgTable(
  "article_changes",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    articleId: integer("article_id")
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    at: instant("at").notNull(),
    source: text("source").$type<ChangeSource>().notNull(),
    /** The version it made, where it made one. */
    version: smallint("version"),
    /** Facts and files by name, each with its words before and after; of an article that was added its files. */
    changes: jsonb("changes").$type<{ field: string; before: string; after: string }[]>().notNull().default(sql`'[]'`),
  },
  (t) => [index("article_changes_article").on(t.articleId, t.at)],
);
