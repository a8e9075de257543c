CREATE TABLE "robot_list_changes" (
	"name" text NOT NULL,
	"changed" timestamp (3) with time zone NOT NULL,
	"version" text NOT NULL,
	"patterns" integer NOT NULL,
	CONSTRAINT "robot_list_changes_name_changed_pk" PRIMARY KEY("name","changed")
);
--> statement-breakpoint
CREATE TABLE "age_standings" (
	"journal_id" integer NOT NULL,
	"origin" "char" NOT NULL,
	"age" integer NOT NULL,
	"articles" integer NOT NULL,
	"percentiles" integer[] NOT NULL,
	CONSTRAINT "age_standings_journal_id_origin_age_pk" PRIMARY KEY("journal_id","origin","age")
);
--> statement-breakpoint
CREATE TABLE "journal_standings" (
	"journal_id" integer PRIMARY KEY NOT NULL,
	"recorded_since" date,
	"through" date NOT NULL,
	"computed" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "most_read" (
	"journal_id" integer NOT NULL,
	"article_id" integer NOT NULL,
	"place" smallint NOT NULL,
	"total_item_requests" integer NOT NULL,
	CONSTRAINT "most_read_journal_id_article_id_pk" PRIMARY KEY("journal_id","article_id")
);
--> statement-breakpoint
ALTER TABLE "special_issues" ADD COLUMN "closed" date;--> statement-breakpoint
INSERT INTO "robot_list_changes" ("name", "changed", "version", "patterns")
SELECT "name", "loaded", "version", jsonb_array_length("patterns") FROM "robot_lists";
