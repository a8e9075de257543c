CREATE TABLE "alert_issues" (
	"journal_id" integer NOT NULL,
	"volume" text NOT NULL,
	"issue" text NOT NULL,
	"decided" timestamp (3) with time zone NOT NULL,
	"mailed" boolean NOT NULL,
	CONSTRAINT "alert_issues_journal_id_volume_issue_pk" PRIMARY KEY("journal_id","volume","issue")
);
--> statement-breakpoint
CREATE TABLE "alert_keys" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"leave_key" "bytea" DEFAULT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex') NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"email_key" text NOT NULL,
	"journal_id" integer NOT NULL,
	"special_issue_id" integer,
	"frequency" text NOT NULL,
	"asked" timestamp (3) with time zone NOT NULL,
	"mailed" timestamp (3) with time zone,
	"expires" timestamp (3) with time zone,
	"tokens" "bytea"[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "alert_requests_target" UNIQUE NULLS NOT DISTINCT("email_key","journal_id","special_issue_id")
);
--> statement-breakpoint
CREATE TABLE "alert_subscriptions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"email_key" text NOT NULL,
	"journal_id" integer NOT NULL,
	"special_issue_id" integer,
	"frequency" text NOT NULL,
	"confirmed" timestamp (3) with time zone NOT NULL,
	"told_through" timestamp (3) with time zone NOT NULL,
	"leave_token" "bytea" NOT NULL,
	CONSTRAINT "alert_subscriptions_leave_token_unique" UNIQUE("leave_token"),
	CONSTRAINT "alert_subscriptions_target" UNIQUE NULLS NOT DISTINCT("email_key","journal_id","special_issue_id")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"recipient" text,
	"mailbox" text,
	"payload" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"urgent" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"made" timestamp (3) with time zone NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"first_attempt" timestamp (3) with time zone,
	"next_attempt" timestamp (3) with time zone NOT NULL,
	"claim" uuid,
	"lease_until" timestamp (3) with time zone,
	"settled" timestamp (3) with time zone,
	"subject" text,
	"reply" text,
	"fault_of" text,
	CONSTRAINT "outbox_key_unique" UNIQUE("key")
);
--> statement-breakpoint
DROP INDEX "articles_special_issue";--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "added" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "joined" timestamp (3) with time zone;--> statement-breakpoint
UPDATE "articles" SET "joined" = "added" WHERE "special_issue_id" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_issues" ADD CONSTRAINT "alert_issues_journal_id_journals_id_fk" FOREIGN KEY ("journal_id") REFERENCES "public"."journals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_requests" ADD CONSTRAINT "alert_requests_journal_id_journals_id_fk" FOREIGN KEY ("journal_id") REFERENCES "public"."journals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_requests" ADD CONSTRAINT "alert_requests_special_issue_id_special_issues_id_fk" FOREIGN KEY ("special_issue_id") REFERENCES "public"."special_issues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_subscriptions" ADD CONSTRAINT "alert_subscriptions_journal_id_journals_id_fk" FOREIGN KEY ("journal_id") REFERENCES "public"."journals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_subscriptions" ADD CONSTRAINT "alert_subscriptions_special_issue_id_special_issues_id_fk" FOREIGN KEY ("special_issue_id") REFERENCES "public"."special_issues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alert_subscriptions_due" ON "alert_subscriptions" USING btree ("journal_id","frequency");--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("urgent" DESC NULLS FIRST,"next_attempt","made") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "outbox_unsent" ON "outbox" USING btree ("state") WHERE state <> 'sent';--> statement-breakpoint
CREATE INDEX "outbox_mailbox" ON "outbox" USING btree ("mailbox","made");--> statement-breakpoint
CREATE INDEX "outbox_made" ON "outbox" USING btree ("made");--> statement-breakpoint
CREATE INDEX "articles_added" ON "articles" USING btree ("journal_id","added");--> statement-breakpoint
CREATE INDEX "articles_special_issue" ON "articles" USING btree ("special_issue_id","joined");