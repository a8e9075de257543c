CREATE TABLE "dropped_days" (
	"article_id" integer NOT NULL,
	"day" date NOT NULL,
	"reason" "char" NOT NULL,
	"requests" integer NOT NULL,
	CONSTRAINT "dropped_days_article_id_day_reason_pk" PRIMARY KEY("article_id","day","reason")
);
--> statement-breakpoint
DROP INDEX "usage_events_at";--> statement-breakpoint
ALTER TABLE "counting_state" ADD COLUMN "dropped_since" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
CREATE INDEX "usage_events_at_visitor" ON "usage_events" USING brin ("at","visitor" int8_bloom_ops) WITH (autosummarize=true);