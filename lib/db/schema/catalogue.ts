import { sql } from "drizzle-orm";
import {
  boolean,
  date,
  index,
  inet,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { AccessTypeCode } from "@/lib/counter/attributes";
import { charCode, instant, tsvector } from "../columns";

// The catalogue: reference tables when the database is distributed (design §7).

export const journals = pgTable("journals", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  /** The online ISSN, with hyphen: the first step of every public address. */
  issn: text("issn").notNull().unique(),
  printIssn: text("print_issn"),
  title: text("title").notNull(),
  abbreviation: text("abbreviation").notNull(),
  publisher: text("publisher").notNull(),
  /** Figures of a sample journal are simulated, and every page that shows them says so. */
  sample: boolean("sample").notNull().default(false),
});

export const specialIssues = pgTable(
  "special_issues",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    journalId: integer("journal_id")
      .notNull()
      .references(() => journals.id),
    slug: text("slug").notNull(),
    title: text("title").notNull(),
    /** The day after which it took no more articles, where that is known. */
    closed: date("closed"),
  },
  (t) => [uniqueIndex("special_issues_journal_slug").on(t.journalId, t.slug)],
);

/** A step of a place: its leading digits ("12" of "12-13") or all of them ("12" of "e12"), without zeros in front. */
const leading = (column: string) => step(column, `regexp_replace("${column}", '\\D.*$', '')`);
const digits = (column: string) => step(column, `regexp_replace("${column}", '\\D', '', 'g')`);
const step = (column: string, number: string) =>
  `case ${number} when '' then 'x' else lpad(length(ltrim(${number}, '0'))::text, 4, '0') || ltrim(${number}, '0') end || E'\\x01' || "${column}"`;

export const articles = pgTable(
  "articles",
  {
    id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
    journalId: integer("journal_id")
      .notNull()
      .references(() => journals.id),
    specialIssueId: integer("special_issue_id").references(() => specialIssues.id),
    /** As registered. */
    doi: text("doi").notNull(),
    /** The form DOIs are compared in: their names are case-insensitive. */
    doiKey: text("doi_key").notNull().unique().generatedAlwaysAs(sql`lower("doi")`),
    title: text("title").notNull(),
    /** The title with its italics, subscripts and superscripts as HTML; null where it has none. */
    titleMarkup: text("title_markup"),
    type: text("type"),
    /** The part of the journal it stands in. */
    section: text("section"),
    volume: text("volume").notNull(),
    issue: text("issue").notNull(),
    firstPage: text("first_page").notNull(),
    lastPage: text("last_page"),
    /**
     * Its place in its journal as one text: volume, issue and page, each by its number (how many digits it has, and the digits, so that
     * no number is too long) or after all numbers, and then as it stands. Compared byte by byte.
     */
    place: text("place")
      .notNull()
      .generatedAlwaysAs(
        sql.raw(`${[leading("volume"), leading("issue"), digits("first_page")].join(" || E'\\x01' || ")}`),
      ),
    abstract: text("abstract"),
    keywords: text("keywords").array().notNull().default(sql`'{}'`),
    /** The keywords as they are compared: in lower case. */
    keywordKeys: text("keyword_keys").array().notNull().default(sql`'{}'`),
    received: date("received"),
    revised: date("revised"),
    accepted: date("accepted"),
    published: date("published"),
    /** Year of the Version of Record, COUNTER's YOP. */
    year: smallint("year").notNull(),
    license: text("license"),
    licenseUrl: text("license_url"),
    /** Whether its XML holds a text and not the facts alone. */
    hasText: boolean("has_text").notNull().default(false),
    /** Since when it stands in its volume and issue, and since when in its special issue: what alerts take for new. */
    added: instant("added").notNull().defaultNow(),
    joined: instant("joined"),
    /** What the search finds it by, written by lib/catalog/sql/search.ts: words by their stems, and as they stand for misspelt ones. */
    search: tsvector("search").notNull().default(""),
    searchText: text("search_text").notNull().default(""),
  },
  (t) => [
    uniqueIndex("articles_address").on(t.journalId, t.volume, t.issue, t.firstPage),
    index("articles_special_issue").on(t.specialIssueId, t.joined),
    index("articles_added").on(t.journalId, t.added),
    index("articles_place").on(t.journalId, sql`${t.place} collate "C"`),
    index("articles_special_issue_place").on(t.specialIssueId, sql`${t.place} collate "C"`),
    index("articles_newest").on(t.journalId, t.published.desc().nullsLast(), t.year.desc(), t.id.desc()),
    index("articles_published").on(t.published),
    // For counts of issues that look at nothing else.
    index("articles_issues").on(t.journalId, t.volume, t.issue, t.year),
    index("articles_keyword_keys").using("gin", t.keywordKeys),
    index("articles_search").using("gin", t.search),
    index("articles_search_text").using("gin", t.searchText.op("gin_trgm_ops")),
  ],
);

/** What an article says of another: that it corrects or retracts it, or belongs beside it. */
export const articleRelations = pgTable(
  "article_relations",
  {
    articleId: integer("article_id")
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    kind: text("kind").$type<RelationKind>().notNull(),
    /** Of the other, in lower case; it need not be in the catalogue. */
    doiKey: text("doi_key").notNull(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.kind, t.doiKey] }), index("article_relations_doi").on(t.doiKey)],
);

/** `corrects` and `retracts` change how the other is to be read; `concerns` warns of it; `accompanies` belongs beside it. */
export type RelationKind = "corrects" | "retracts" | "concerns" | "accompanies";

/** What the references of an article cite, by DOI in lower case; the cited need not be in the catalogue. */
export const articleReferences = pgTable(
  "article_references",
  {
    articleId: integer("article_id")
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    doiKey: text("doi_key").notNull(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.doiKey] }), index("article_references_doi").on(t.doiKey, t.articleId)],
);

export const articleAffiliations = pgTable(
  "article_affiliations",
  {
    articleId: integer("article_id")
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    position: smallint("position").notNull(),
    name: text("name").notNull(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.position] })],
);

export const articleAuthors = pgTable(
  "article_authors",
  {
    articleId: integer("article_id")
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    position: smallint("position").notNull(),
    given: text("given"),
    family: text("family").notNull(),
    orcid: text("orcid"),
    corresponding: boolean("corresponding").notNull().default(false),
    /** In lower case, of corresponding authors; by it they are known when they sign in, and nobody is shown it. */
    email: text("email"),
    /** Positions in article_affiliations. */
    affiliations: smallint("affiliations").array().notNull().default(sql`'{}'`),
  },
  (t) => [
    primaryKey({ columns: [t.articleId, t.position] }),
    index("article_authors_orcid").on(t.orcid).where(sql`orcid is not null`),
    index("article_authors_email").on(t.email).where(sql`email is not null`),
  ],
);

/** COUNTER R5.1 §3.3.4: what the Access_Type was on a day; the row with the latest `since` up to that day holds. */
export const articleAccessTypes = pgTable(
  "article_access_types",
  {
    articleId: integer("article_id")
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    since: date("since").notNull(),
    accessType: charCode<AccessTypeCode>("access_type").notNull(),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.since] })],
);

export const articleFiles = pgTable(
  "article_files",
  {
    articleId: integer("article_id")
      .notNull()
      .references(() => articles.id, { onDelete: "cascade" }),
    kind: text("kind").$type<"pdf" | "xml" | "figure" | "supplement">().notNull(),
    /** The name a reader's browser saves it under. */
    name: text("name").notNull(),
    mediaType: text("media_type").notNull(),
    bytes: integer("bytes").notNull(),
    /** Names the content: where it is stored, and its ETag. */
    sha256: text("sha256").notNull(),
    uploaded: instant("uploaded").notNull(),
    /** Pixels, of figures that browsers show. */
    width: integer("width"),
    height: integer("height"),
  },
  (t) => [primaryKey({ columns: [t.articleId, t.kind, t.name] })],
);

export const institutions = pgTable("institutions", {
  id: integer("id").primaryKey().generatedAlwaysAsIdentity(),
  name: text("name").notNull().unique(),
  /** Bare, like 00f54p054. */
  ror: text("ror"),
  /** What COUNTER's API and reports call it by, and no other: its id where that is free, until somebody gives it another. */
  customerId: text("customer_id").notNull().unique().default(sql`gen_random_uuid()::text`),
});

/** Addresses of an institution, ends inclusive; ranges may overlap, also those of several institutions. */
export const institutionRanges = pgTable(
  "institution_ranges",
  {
    institutionId: integer("institution_id")
      .notNull()
      .references(() => institutions.id, { onDelete: "cascade" }),
    first: inet("first_address").notNull(),
    last: inet("last_address").notNull(),
  },
  (t) => [primaryKey({ columns: [t.institutionId, t.first, t.last] })],
);
