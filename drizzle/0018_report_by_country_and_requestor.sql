-- Written out by drizzle-kit; that new columns come before keys with them, and the last statement, is by hand.
CREATE TABLE "requestor_institutions" (
	"requestor" integer NOT NULL,
	"institution_id" integer NOT NULL,
	CONSTRAINT "requestor_institutions_requestor_institution_id_pk" PRIMARY KEY("requestor","institution_id")
);
--> statement-breakpoint
CREATE TABLE "requestors" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "requestors_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"requestor_id" text NOT NULL,
	"name" text NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"world" boolean DEFAULT true NOT NULL,
	"made" timestamp (3) with time zone NOT NULL,
	"revoked" timestamp (3) with time zone,
	"last_used" timestamp (3) with time zone,
	CONSTRAINT "requestors_requestor_id_unique" UNIQUE("requestor_id"),
	CONSTRAINT "requestors_key_hash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
ALTER TABLE "article_country_days" DROP CONSTRAINT "article_country_days_article_id_day_country_access_type_access_method_year_pk";--> statement-breakpoint
ALTER TABLE "article_institution_days" DROP CONSTRAINT "article_institution_days_article_id_day_institution_id_access_type_access_method_year_pk";--> statement-breakpoint
ALTER TABLE "institutions" ADD COLUMN "customer_id" text;--> statement-breakpoint
ALTER TABLE "article_country_days" ADD COLUMN "attributed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "article_country_days" ADD COLUMN "no_license" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "article_country_days" ADD COLUMN "limit_exceeded" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "article_country_days" ADD COLUMN "searches_platform" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "article_institution_days" ADD COLUMN "country" char(2) DEFAULT 'ZZ' NOT NULL;--> statement-breakpoint
ALTER TABLE "article_country_days" ADD CONSTRAINT "article_country_days_article_id_day_country_access_type_access_method_year_attributed_pk" PRIMARY KEY("article_id","day","country","access_type","access_method","year","attributed");--> statement-breakpoint
ALTER TABLE "article_institution_days" ADD CONSTRAINT "article_institution_days_article_id_day_institution_id_access_type_access_method_year_country_pk" PRIMARY KEY("article_id","day","institution_id","access_type","access_method","year","country");--> statement-breakpoint
ALTER TABLE "requestor_institutions" ADD CONSTRAINT "requestor_institutions_requestor_requestors_id_fk" FOREIGN KEY ("requestor") REFERENCES "public"."requestors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requestor_institutions" ADD CONSTRAINT "requestor_institutions_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "requestor_institutions_institution" ON "requestor_institutions" USING btree ("institution_id");--> statement-breakpoint
ALTER TABLE "institutions" ADD CONSTRAINT "institutions_customer_id_unique" UNIQUE("customer_id");--> statement-breakpoint
-- What is on record is split by the new columns when it is counted again; no figure of before changes by that.
INSERT INTO "dirty_article_days" ("article_id", "day", "reason")
	SELECT DISTINCT "article_id", ("at" at time zone 'UTC')::date, 'm'::"char" FROM "usage_events";
