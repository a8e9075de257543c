-- Written out by drizzle-kit; the partitioning of usage_events and the first row of counting_state are by hand.
CREATE TABLE "api_keys" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "api_keys_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"scopes" text[] NOT NULL,
	"hash" "bytea" NOT NULL,
	"created" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"revoked" timestamp (3) with time zone,
	CONSTRAINT "api_keys_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "article_access_types" (
	"article_id" integer NOT NULL,
	"since" date NOT NULL,
	"access_type" "char" NOT NULL,
	CONSTRAINT "article_access_types_article_id_since_pk" PRIMARY KEY("article_id","since")
);
--> statement-breakpoint
CREATE TABLE "article_affiliations" (
	"article_id" integer NOT NULL,
	"position" smallint NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "article_affiliations_article_id_position_pk" PRIMARY KEY("article_id","position")
);
--> statement-breakpoint
CREATE TABLE "article_authors" (
	"article_id" integer NOT NULL,
	"position" smallint NOT NULL,
	"given" text,
	"family" text NOT NULL,
	"orcid" text,
	"corresponding" boolean DEFAULT false NOT NULL,
	"affiliations" smallint[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "article_authors_article_id_position_pk" PRIMARY KEY("article_id","position")
);
--> statement-breakpoint
CREATE TABLE "article_days" (
	"article_id" integer NOT NULL,
	"day" date NOT NULL,
	"lane" "char" NOT NULL,
	"access_type" "char" NOT NULL,
	"access_method" "char" NOT NULL,
	"abstract_views" integer NOT NULL,
	"full_text_views" integer NOT NULL,
	"pdf_downloads" integer NOT NULL,
	"other_requests" integer NOT NULL,
	"other_investigations" integer NOT NULL,
	"total_item_investigations" integer NOT NULL,
	"unique_item_investigations" integer NOT NULL,
	"total_item_requests" integer NOT NULL,
	"unique_item_requests" integer NOT NULL,
	"no_license" integer NOT NULL,
	"limit_exceeded" integer NOT NULL,
	"searches_platform" integer NOT NULL,
	"method_version" text NOT NULL,
	CONSTRAINT "article_days_article_id_day_lane_access_type_access_method_pk" PRIMARY KEY("article_id","day","lane","access_type","access_method")
);
--> statement-breakpoint
CREATE TABLE "article_files" (
	"article_id" integer NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"uploaded" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "article_files_article_id_kind_name_pk" PRIMARY KEY("article_id","kind","name")
);
--> statement-breakpoint
CREATE TABLE "articles" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "articles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"journal_id" integer NOT NULL,
	"special_issue_id" integer,
	"doi" text NOT NULL,
	"doi_key" text GENERATED ALWAYS AS (lower("doi")) STORED NOT NULL,
	"title" text NOT NULL,
	"type" text,
	"volume" text NOT NULL,
	"issue" text NOT NULL,
	"first_page" text NOT NULL,
	"last_page" text,
	"abstract" text,
	"keywords" text[] DEFAULT '{}' NOT NULL,
	"received" date,
	"revised" date,
	"accepted" date,
	"published" date,
	"year" smallint NOT NULL,
	"license" text,
	"license_url" text,
	CONSTRAINT "articles_doi_key_unique" UNIQUE("doi_key")
);
--> statement-breakpoint
CREATE TABLE "counting_state" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"counted_through" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "dirty_article_days" (
	"article_id" integer NOT NULL,
	"day" date NOT NULL,
	"claim" uuid
);
--> statement-breakpoint
CREATE TABLE "job_runs" (
	"job" text PRIMARY KEY NOT NULL,
	"started" timestamp (3) with time zone NOT NULL,
	"finished" timestamp (3) with time zone,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "journals" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "journals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"issn" text NOT NULL,
	"print_issn" text,
	"title" text NOT NULL,
	"abbreviation" text NOT NULL,
	"publisher" text NOT NULL,
	"sample" boolean DEFAULT false NOT NULL,
	CONSTRAINT "journals_issn_unique" UNIQUE("issn")
);
--> statement-breakpoint
CREATE TABLE "recorded_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recorded" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "robot_lists" (
	"name" text PRIMARY KEY NOT NULL,
	"lane" "char" NOT NULL,
	"patterns" jsonb NOT NULL,
	"loaded" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "special_issues" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "special_issues_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"journal_id" integer NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "usage_events" (
	"at" timestamp (3) with time zone NOT NULL,
	"visitor" bigint NOT NULL,
	"visitor_before" bigint,
	"article_id" integer NOT NULL,
	"part" integer DEFAULT 0 NOT NULL,
	"action" "char" NOT NULL,
	"lane" "char" NOT NULL,
	"lane_reason" "char" NOT NULL,
	"access_type" "char" NOT NULL,
	"access_method" "char" NOT NULL,
	"named_session" boolean DEFAULT false NOT NULL
) PARTITION BY RANGE ("at");
--> statement-breakpoint
-- The collector makes a month's partition before it writes into the month. What arrives in a month that has none
-- all the same is kept here: no event is ever refused for want of a partition.
CREATE TABLE "usage_events_default" PARTITION OF "usage_events" DEFAULT;
--> statement-breakpoint
CREATE TABLE "visitor_secrets" (
	"day" date PRIMARY KEY NOT NULL,
	"secret" "bytea" NOT NULL,
	"destroy_after" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "article_access_types" ADD CONSTRAINT "article_access_types_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_affiliations" ADD CONSTRAINT "article_affiliations_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_authors" ADD CONSTRAINT "article_authors_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_files" ADD CONSTRAINT "article_files_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_journal_id_journals_id_fk" FOREIGN KEY ("journal_id") REFERENCES "public"."journals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_special_issue_id_special_issues_id_fk" FOREIGN KEY ("special_issue_id") REFERENCES "public"."special_issues"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "special_issues" ADD CONSTRAINT "special_issues_journal_id_journals_id_fk" FOREIGN KEY ("journal_id") REFERENCES "public"."journals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "articles_address" ON "articles" USING btree ("journal_id","volume","issue","first_page");--> statement-breakpoint
CREATE INDEX "articles_special_issue" ON "articles" USING btree ("special_issue_id");--> statement-breakpoint
CREATE INDEX "dirty_article_days_article" ON "dirty_article_days" USING btree ("article_id");--> statement-breakpoint
CREATE UNIQUE INDEX "special_issues_journal_slug" ON "special_issues" USING btree ("journal_id","slug");--> statement-breakpoint
CREATE INDEX "usage_events_article_at" ON "usage_events" USING btree ("article_id","at");--> statement-breakpoint
INSERT INTO "counting_state" ("id") VALUES (1);
