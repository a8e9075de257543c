-- Written out by drizzle-kit; that age_standings has its new column before its new key is by hand.
CREATE TABLE "audit_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"person_id" integer,
	"who" text NOT NULL,
	"action" text NOT NULL,
	"journal_id" integer,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "author_mail" (
	"person_id" integer PRIMARY KEY NOT NULL,
	"digest" boolean DEFAULT false NOT NULL,
	"milestones" boolean DEFAULT false NOT NULL,
	"leave_token" "bytea" NOT NULL,
	"changed" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "author_mail_leave_token_unique" UNIQUE("leave_token")
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "claims_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"article_id" integer NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"asked" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"decided" timestamp (3) with time zone,
	"decided_by" integer,
	"reason" text,
	CONSTRAINT "claims_once" UNIQUE("person_id","article_id")
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"code" text PRIMARY KEY NOT NULL,
	"article_id" integer NOT NULL,
	"person_id" integer,
	"name" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"made" timestamp (3) with time zone NOT NULL,
	"figures" jsonb NOT NULL,
	"method_version" text NOT NULL,
	"counted_through" timestamp (3) with time zone NOT NULL,
	"sha256" text NOT NULL,
	"bytes" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "told_milestones" (
	"person_id" integer NOT NULL,
	"article_id" integer NOT NULL,
	"milestone" bigint NOT NULL,
	"told" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "told_milestones_person_id_article_id_milestone_pk" PRIMARY KEY("person_id","article_id","milestone")
);
--> statement-breakpoint
CREATE TABLE "annotations" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "annotations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"journal_id" integer NOT NULL,
	"special_issue_id" integer,
	"article_id" integer,
	"day" date NOT NULL,
	"words" text NOT NULL,
	"shown" boolean DEFAULT false NOT NULL,
	"person_id" integer,
	"written" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "annotations_scope" CHECK (special_issue_id is null or article_id is null)
);
--> statement-breakpoint
CREATE TABLE "guest_links" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "guest_links_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"journal_id" integer NOT NULL,
	"article_id" integer,
	"special_issue_id" integer,
	"view_page" text,
	"view_query" text,
	"password" text,
	"expires" timestamp (3) with time zone,
	"revoked" timestamp (3) with time zone,
	"person_id" integer,
	"made" timestamp (3) with time zone NOT NULL,
	"uses" integer DEFAULT 0 NOT NULL,
	"last_used" timestamp (3) with time zone,
	CONSTRAINT "guest_links_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "guest_links_scope" CHECK ((article_id is not null)::int + (special_issue_id is not null)::int + (view_page is not null)::int = 1
        and (view_page is null) = (view_query is null))
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "saved_views_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"journal_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"name" text NOT NULL,
	"page" text NOT NULL,
	"query" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"saved" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saved_views_name" UNIQUE("journal_id","person_id","name")
);
--> statement-breakpoint
CREATE TABLE "exclusions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "exclusions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"flag_id" integer,
	"article_id" integer NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"networks" jsonb,
	"user_agent" integer,
	"reason" text NOT NULL,
	"made" timestamp (3) with time zone NOT NULL,
	"made_by" integer,
	"undone" timestamp (3) with time zone,
	"undone_by" integer
);
--> statement-breakpoint
CREATE TABLE "flags" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "flags_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"journal_id" integer NOT NULL,
	"article_id" integer,
	"rule" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"evidence" jsonb NOT NULL,
	"raised" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"decided" timestamp (3) with time zone,
	"decided_by" integer,
	"reason" text,
	CONSTRAINT "flags_once" UNIQUE NULLS NOT DISTINCT("journal_id","article_id","rule","from_day")
);
--> statement-breakpoint
ALTER TABLE "age_standings" DROP CONSTRAINT "age_standings_journal_id_origin_age_pk";--> statement-breakpoint
ALTER TABLE "age_standings" ADD COLUMN "key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "age_standings" ADD CONSTRAINT "age_standings_journal_id_key_origin_age_pk" PRIMARY KEY("journal_id","key","origin","age");--> statement-breakpoint
ALTER TABLE "article_authors" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "article_standings" ADD COLUMN "key" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "early_clicks" ADD COLUMN "network" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_events" ADD COLUMN "network" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_journal_id_journals_id_fk" FOREIGN KEY ("journal_id") REFERENCES "public"."journals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "author_mail" ADD CONSTRAINT "author_mail_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "told_milestones" ADD CONSTRAINT "told_milestones_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "told_milestones" ADD CONSTRAINT "told_milestones_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_journal_id_journals_id_fk" FOREIGN KEY ("journal_id") REFERENCES "public"."journals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_special_issue_id_special_issues_id_fk" FOREIGN KEY ("special_issue_id") REFERENCES "public"."special_issues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_links" ADD CONSTRAINT "guest_links_journal_id_journals_id_fk" FOREIGN KEY ("journal_id") REFERENCES "public"."journals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_links" ADD CONSTRAINT "guest_links_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_links" ADD CONSTRAINT "guest_links_special_issue_id_special_issues_id_fk" FOREIGN KEY ("special_issue_id") REFERENCES "public"."special_issues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_links" ADD CONSTRAINT "guest_links_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_journal_id_journals_id_fk" FOREIGN KEY ("journal_id") REFERENCES "public"."journals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exclusions" ADD CONSTRAINT "exclusions_flag_id_flags_id_fk" FOREIGN KEY ("flag_id") REFERENCES "public"."flags"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exclusions" ADD CONSTRAINT "exclusions_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exclusions" ADD CONSTRAINT "exclusions_made_by_people_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exclusions" ADD CONSTRAINT "exclusions_undone_by_people_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_journal_id_journals_id_fk" FOREIGN KEY ("journal_id") REFERENCES "public"."journals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flags" ADD CONSTRAINT "flags_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_log_journal" ON "audit_log" USING btree ("journal_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "annotations_journal_day" ON "annotations" USING btree ("journal_id","day");--> statement-breakpoint
CREATE INDEX "annotations_article_day" ON "annotations" USING btree ("article_id","day");--> statement-breakpoint
CREATE INDEX "guest_links_journal" ON "guest_links" USING btree ("journal_id");--> statement-breakpoint
CREATE INDEX "exclusions_article" ON "exclusions" USING btree ("article_id","from_day");--> statement-breakpoint
CREATE INDEX "flags_journal" ON "flags" USING btree ("journal_id","state","raised" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "article_authors_orcid" ON "article_authors" USING btree ("orcid") WHERE orcid is not null;--> statement-breakpoint
CREATE INDEX "article_authors_email" ON "article_authors" USING btree ("email") WHERE email is not null;