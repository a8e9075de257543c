CREATE TABLE "article_months" (
	"article_id" integer NOT NULL,
	"month" date NOT NULL,
	"abstract_views" integer NOT NULL,
	"full_text_views" integer NOT NULL,
	"pdf_downloads" integer NOT NULL,
	"total_item_investigations" integer NOT NULL,
	"unique_item_investigations" integer NOT NULL,
	"total_item_requests" integer NOT NULL,
	"unique_item_requests" integer NOT NULL,
	CONSTRAINT "article_months_article_id_month_pk" PRIMARY KEY("article_id","month")
);
--> statement-breakpoint
CREATE TABLE "changed_days" (
	"day" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "group_country_days" (
	"journal_id" integer NOT NULL,
	"kind" "char" NOT NULL,
	"key" text NOT NULL,
	"day" date NOT NULL,
	"country" char(2) NOT NULL,
	"total_item_investigations" integer NOT NULL,
	"total_item_requests" integer NOT NULL,
	CONSTRAINT "group_country_days_journal_id_kind_key_day_country_pk" PRIMARY KEY("journal_id","kind","key","day","country")
);
--> statement-breakpoint
CREATE TABLE "group_days" (
	"journal_id" integer NOT NULL,
	"kind" "char" NOT NULL,
	"key" text NOT NULL,
	"day" date NOT NULL,
	"abstract_views" integer NOT NULL,
	"full_text_views" integer NOT NULL,
	"pdf_downloads" integer NOT NULL,
	"total_item_investigations" integer NOT NULL,
	"unique_item_investigations" integer NOT NULL,
	"total_item_requests" integer NOT NULL,
	"unique_item_requests" integer NOT NULL,
	CONSTRAINT "group_days_journal_id_kind_key_day_pk" PRIMARY KEY("journal_id","kind","key","day")
);
--> statement-breakpoint
CREATE TABLE "group_referrer_days" (
	"journal_id" integer NOT NULL,
	"kind" "char" NOT NULL,
	"key" text NOT NULL,
	"day" date NOT NULL,
	"referrer" integer NOT NULL,
	"total_item_investigations" integer NOT NULL,
	"total_item_requests" integer NOT NULL,
	CONSTRAINT "group_referrer_days_journal_id_kind_key_day_referrer_pk" PRIMARY KEY("journal_id","kind","key","day","referrer")
);
--> statement-breakpoint
CREATE TABLE "rolled_articles" (
	"article_id" integer PRIMARY KEY NOT NULL,
	"journal_id" integer NOT NULL,
	"special_issue_id" integer,
	"type" text,
	"section" text,
	"year" smallint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rolled_months" (
	"month" date PRIMARY KEY NOT NULL,
	"rolled" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "section" text;--> statement-breakpoint
ALTER TABLE "counting_state" ADD COLUMN "rolled_through" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "article_months_month" ON "article_months" USING btree ("month");--> statement-breakpoint
CREATE INDEX "changed_days_day" ON "changed_days" USING btree ("day");--> statement-breakpoint
CREATE INDEX "group_country_days_day" ON "group_country_days" USING btree ("day");--> statement-breakpoint
CREATE INDEX "group_days_day" ON "group_days" USING btree ("day");--> statement-breakpoint
CREATE INDEX "group_referrer_days_day" ON "group_referrer_days" USING btree ("day");--> statement-breakpoint
CREATE INDEX "rolled_articles_journal" ON "rolled_articles" USING btree ("journal_id");