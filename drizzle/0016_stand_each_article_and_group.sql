CREATE TABLE "article_standings" (
	"article_id" integer PRIMARY KEY NOT NULL,
	"journal_id" integer NOT NULL,
	"origin" "char" NOT NULL,
	"age" integer NOT NULL,
	"total" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "group_ages" (
	"journal_id" integer NOT NULL,
	"kind" "char" NOT NULL,
	"key" text NOT NULL,
	"age" integer NOT NULL,
	"articles" integer NOT NULL,
	"total" bigint NOT NULL,
	CONSTRAINT "group_ages_journal_id_kind_key_age_pk" PRIMARY KEY("journal_id","kind","key","age")
);
--> statement-breakpoint
CREATE INDEX "article_standings_journal" ON "article_standings" USING btree ("journal_id");