CREATE TABLE "article_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "article_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"article_id" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"source" text NOT NULL,
	"version" smallint,
	"changes" jsonb DEFAULT '[]' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "article_versions" (
	"article_id" integer NOT NULL,
	"number" smallint NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"term" text,
	"note" text,
	CONSTRAINT "article_versions_article_id_number_pk" PRIMARY KEY("article_id","number")
);
--> statement-breakpoint
CREATE TABLE "superseded_files" (
	"article_id" integer NOT NULL,
	"version" smallint NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"uploaded" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "superseded_files_article_id_version_kind_pk" PRIMARY KEY("article_id","version","kind")
);
--> statement-breakpoint
ALTER TABLE "article_changes" ADD CONSTRAINT "article_changes_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_versions" ADD CONSTRAINT "article_versions_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "superseded_files" ADD CONSTRAINT "superseded_files_version" FOREIGN KEY ("article_id","version") REFERENCES "public"."article_versions"("article_id","number") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_changes_article" ON "article_changes" USING btree ("article_id","at");--> statement-breakpoint
INSERT INTO "article_versions" ("article_id", "number", "since")
SELECT a.id, 1, least(coalesce(a.published::timestamp AT TIME ZONE 'UTC', a.added), now()) FROM "articles" a;--> statement-breakpoint
INSERT INTO "article_changes" ("article_id", "at", "source", "changes")
SELECT f.article_id, min(f.uploaded), CASE WHEN bool_or(j.sample) THEN 'sample' ELSE 'import' END,
  jsonb_agg(jsonb_build_object(
    'field', CASE WHEN f.kind IN ('pdf', 'xml') THEN f.kind ELSE f.kind || ' ' || f.name END,
    'before', 'none', 'after', f.bytes || ' bytes') ORDER BY f.kind, f.name)
FROM "article_files" f JOIN "articles" a ON a.id = f.article_id JOIN "journals" j ON j.id = a.journal_id
GROUP BY f.article_id, (f.uploaded AT TIME ZONE 'UTC')::date;
