-- Written out by drizzle-kit; what touches rows that are there, and the new form of usage_events, is by hand.
CREATE TABLE "article_country_days" (
	"article_id" integer NOT NULL,
	"day" date NOT NULL,
	"country" char(2) NOT NULL,
	"access_type" "char" NOT NULL,
	"access_method" "char" NOT NULL,
	"year" smallint NOT NULL,
	"total_item_investigations" integer NOT NULL,
	"unique_item_investigations" integer NOT NULL,
	"total_item_requests" integer NOT NULL,
	"unique_item_requests" integer NOT NULL,
	CONSTRAINT "article_country_days_article_id_day_country_access_type_access_method_year_pk" PRIMARY KEY("article_id","day","country","access_type","access_method","year")
);
--> statement-breakpoint
CREATE TABLE "article_institution_days" (
	"article_id" integer NOT NULL,
	"day" date NOT NULL,
	"institution_id" integer NOT NULL,
	"access_type" "char" NOT NULL,
	"access_method" "char" NOT NULL,
	"year" smallint NOT NULL,
	"total_item_investigations" integer NOT NULL,
	"unique_item_investigations" integer NOT NULL,
	"total_item_requests" integer NOT NULL,
	"unique_item_requests" integer NOT NULL,
	"no_license" integer NOT NULL,
	"limit_exceeded" integer NOT NULL,
	"searches_platform" integer NOT NULL,
	CONSTRAINT "article_institution_days_article_id_day_institution_id_access_type_access_method_year_pk" PRIMARY KEY("article_id","day","institution_id","access_type","access_method","year")
);
--> statement-breakpoint
CREATE TABLE "article_referrer_days" (
	"article_id" integer NOT NULL,
	"day" date NOT NULL,
	"referrer" integer NOT NULL,
	"total_item_investigations" integer NOT NULL,
	"total_item_requests" integer NOT NULL,
	CONSTRAINT "article_referrer_days_article_id_day_referrer_pk" PRIMARY KEY("article_id","day","referrer")
);
--> statement-breakpoint
CREATE TABLE "early_clicks" (
	"at" timestamp (3) with time zone NOT NULL,
	"visitor" bigint NOT NULL,
	"article_id" integer NOT NULL,
	"part" integer NOT NULL,
	"user_agent" integer DEFAULT 0 NOT NULL,
	"action" "char" NOT NULL,
	"lane" "char" NOT NULL,
	"lane_reason" "char" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "imported_lines" (
	"hour" timestamp (3) with time zone NOT NULL,
	"lines" "bytea" NOT NULL,
	"imported" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "institution_ranges" (
	"institution_id" integer NOT NULL,
	"first_address" "inet" NOT NULL,
	"last_address" "inet" NOT NULL,
	CONSTRAINT "institution_ranges_institution_id_first_address_last_address_pk" PRIMARY KEY("institution_id","first_address","last_address")
);
--> statement-breakpoint
CREATE TABLE "institution_sets" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "institution_sets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"members" text NOT NULL,
	CONSTRAINT "institution_sets_members_unique" UNIQUE("members")
);
--> statement-breakpoint
CREATE TABLE "institutions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "institutions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"ror" text,
	CONSTRAINT "institutions_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "keyed_batches" (
	"api_key_id" integer NOT NULL,
	"idempotency_key" text NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"batch" uuid NOT NULL,
	"answer" jsonb,
	"received" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "keyed_batches_api_key_id_idempotency_key_pk" PRIMARY KEY("api_key_id","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "referrers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "referrers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"host" text NOT NULL,
	CONSTRAINT "referrers_host_unique" UNIQUE("host")
);
--> statement-breakpoint
CREATE TABLE "restatements" (
	"article_id" integer NOT NULL,
	"day" date NOT NULL,
	"restated" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"reasons" text NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"method_before" text,
	"method_after" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sites" (
	"origin" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"added" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "usage_months" (
	"month" date PRIMARY KEY NOT NULL,
	"opened" date NOT NULL,
	"touched" date NOT NULL,
	"completed" timestamp (3) with time zone,
	"pruned" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "user_agents" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "user_agents_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	CONSTRAINT "user_agents_name_unique" UNIQUE("name")
);
--> statement-breakpoint
ALTER TABLE "article_days" DROP CONSTRAINT "article_days_article_id_day_lane_access_type_access_method_pk";--> statement-breakpoint
-- The year of publication was the article's until now; the platform's own usage (article 0) has that of its day.
ALTER TABLE "article_days" ADD COLUMN "year" smallint;--> statement-breakpoint
UPDATE "article_days" d SET "year" = coalesce((SELECT a."year" FROM "articles" a WHERE a."id" = d."article_id"), extract(year from d."day"));--> statement-breakpoint
ALTER TABLE "article_days" ALTER COLUMN "year" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "article_days" ADD CONSTRAINT "article_days_article_id_day_lane_access_type_access_method_year_pk" PRIMARY KEY("article_id","day","lane","access_type","access_method","year");--> statement-breakpoint
ALTER TABLE "counting_state" ADD COLUMN "import_key" "bytea" DEFAULT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex') NOT NULL;--> statement-breakpoint
DROP INDEX "dirty_article_days_article";--> statement-breakpoint
CREATE INDEX "dirty_article_days_day" ON "dirty_article_days" USING btree ("day","article_id");--> statement-breakpoint
ALTER TABLE "dirty_article_days" ADD COLUMN "reason" "char" DEFAULT 'n' NOT NULL;--> statement-breakpoint
ALTER TABLE "robot_lists" ADD COLUMN "version" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "robot_lists" ADD COLUMN "dated" date;--> statement-breakpoint
ALTER TABLE "robot_lists" ADD COLUMN "source" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "robot_lists" ADD COLUMN "checked" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "robot_lists" ADD COLUMN "failure" text;--> statement-breakpoint
ALTER TABLE "robot_lists" ADD COLUMN "relabelled" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "institution_ranges" ADD CONSTRAINT "institution_ranges_institution_id_institutions_id_fk" FOREIGN KEY ("institution_id") REFERENCES "public"."institutions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_institution_days_institution" ON "article_institution_days" USING btree ("institution_id","day");--> statement-breakpoint
CREATE INDEX "early_clicks_article_at" ON "early_clicks" USING btree ("article_id","at");--> statement-breakpoint
CREATE INDEX "imported_lines_hour" ON "imported_lines" USING btree ("hour");--> statement-breakpoint
CREATE INDEX "restatements_day" ON "restatements" USING btree ("day");--> statement-breakpoint
CREATE INDEX "restatements_article" ON "restatements" USING btree ("article_id","day");--> statement-breakpoint
-- usage_events anew rather than altered: a dropped column would cost every row to come eight bytes.
DO $$
DECLARE part text;
BEGIN
	FOR part IN SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'usage_events'::regclass LOOP
		EXECUTE format('ALTER TABLE %s RENAME TO %I', part, part || '_before');
	END LOOP;
END $$;--> statement-breakpoint
ALTER TABLE "usage_events" RENAME TO "usage_events_before";--> statement-breakpoint
CREATE TABLE "usage_events" (
	"at" timestamp (3) with time zone NOT NULL,
	"visitor" bigint NOT NULL,
	"article_id" integer NOT NULL,
	"part" integer DEFAULT 0 NOT NULL,
	"user_agent" integer DEFAULT 0 NOT NULL,
	"referrer" integer DEFAULT 0 NOT NULL,
	"institutions" integer DEFAULT 0 NOT NULL,
	"year" smallint NOT NULL,
	"country" char(2) DEFAULT 'ZZ' NOT NULL,
	"action" "char" NOT NULL,
	"lane" "char" NOT NULL,
	"lane_reason" "char" NOT NULL,
	"access_type" "char" NOT NULL,
	"access_method" "char" NOT NULL,
	"named_session" boolean DEFAULT false NOT NULL
) PARTITION BY RANGE ("at");--> statement-breakpoint
CREATE TABLE "usage_events_default" PARTITION OF "usage_events" DEFAULT;--> statement-breakpoint
CREATE INDEX "usage_events_article_day" ON "usage_events" USING btree ("article_id",(("at" at time zone 'UTC')::date));--> statement-breakpoint
CREATE INDEX "usage_events_at" ON "usage_events" USING brin ("at");--> statement-breakpoint
DO $$
DECLARE month date;
BEGIN
	FOR month IN SELECT DISTINCT date_trunc('month', "at" at time zone 'UTC')::date FROM "usage_events_before" LOOP
		EXECUTE format('CREATE TABLE %I PARTITION OF "usage_events" FOR VALUES FROM (%L) TO (%L)',
			'usage_events_' || to_char(month, 'YYYY_MM'), month || ' 00:00:00+00', (month + interval '1 month')::date || ' 00:00:00+00');
	END LOOP;
END $$;--> statement-breakpoint
INSERT INTO "usage_events" ("at", "visitor", "article_id", "part", "year", "action", "lane", "lane_reason", "access_type", "access_method", "named_session")
	SELECT e."at", e."visitor", e."article_id", e."part", coalesce(a."year", extract(year from e."at" at time zone 'UTC')), e."action", e."lane", e."lane_reason", e."access_type", e."access_method", e."named_session"
	FROM "usage_events_before" e LEFT JOIN "articles" a ON a."id" = e."article_id";--> statement-breakpoint
INSERT INTO "early_clicks" ("at", "visitor", "article_id", "part", "action", "lane", "lane_reason")
	SELECT "at", "visitor_before", "article_id", "part", "action", "lane", "lane_reason" FROM "usage_events_before" WHERE "visitor_before" IS NOT NULL;--> statement-breakpoint
INSERT INTO "usage_months" ("month", "opened", "touched")
	SELECT DISTINCT date_trunc('month', "at" at time zone 'UTC')::date, (now() at time zone 'UTC')::date, (now() at time zone 'UTC')::date FROM "usage_events_before";--> statement-breakpoint
-- Countries and referrers are counted in tables of their own from now on: every day once more.
INSERT INTO "dirty_article_days" ("article_id", "day", "reason")
	SELECT DISTINCT "article_id", ("at" at time zone 'UTC')::date, 'm'::"char" FROM "usage_events_before";--> statement-breakpoint
DROP TABLE "usage_events_before";
