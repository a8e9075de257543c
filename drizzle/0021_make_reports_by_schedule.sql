-- Written out by drizzle-kit. Reports that are made again and again: what they are of, when, where to, and what came of each; months of open data.
CREATE TABLE "open_data" (
	"journal_id" integer NOT NULL,
	"month" date NOT NULL,
	"made" timestamp (3) with time zone NOT NULL,
	"restated_through" timestamp (3) with time zone NOT NULL,
	"counted_through" timestamp (3) with time zone NOT NULL,
	"method_version" text NOT NULL,
	"rows" integer NOT NULL,
	"sha256" text NOT NULL,
	"bytes" bigint NOT NULL,
	CONSTRAINT "open_data_journal_id_month_pk" PRIMARY KEY("journal_id","month")
);
--> statement-breakpoint
CREATE TABLE "report_definitions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "report_definitions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"journal_id" integer,
	"name" text NOT NULL,
	"ask" jsonb NOT NULL,
	"period" text NOT NULL,
	"formats" text[] NOT NULL,
	"owner_id" integer,
	"made" timestamp (3) with time zone NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"run_id" uuid NOT NULL,
	"target_id" uuid,
	"kind" text NOT NULL,
	"address" text NOT NULL,
	"turn" integer DEFAULT 1 NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"made" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"first_attempt" timestamp (3) with time zone,
	"next_attempt" timestamp (3) with time zone NOT NULL,
	"claim" uuid,
	"lease_until" timestamp (3) with time zone,
	"settled" timestamp (3) with time zone,
	"reply" text,
	"link_expires" timestamp (3) with time zone,
	"opened" integer DEFAULT 0 NOT NULL,
	"last_opened" timestamp (3) with time zone,
	CONSTRAINT "report_deliveries_once" UNIQUE("run_id","kind","address","turn")
);
--> statement-breakpoint
CREATE TABLE "report_files" (
	"run_id" uuid NOT NULL,
	"format" text NOT NULL,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"sha256" text NOT NULL,
	"bytes" bigint NOT NULL,
	CONSTRAINT "report_files_run_id_format_pk" PRIMARY KEY("run_id","format")
);
--> statement-breakpoint
CREATE TABLE "report_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"definition_id" integer,
	"schedule_id" integer,
	"slot" timestamp (3) with time zone,
	"cause" text NOT NULL,
	"journal_id" integer,
	"person_id" integer,
	"name" text NOT NULL,
	"ask" jsonb NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"formats" text[] NOT NULL,
	"when_empty" text NOT NULL,
	"wait_until" timestamp (3) with time zone NOT NULL,
	"late" boolean DEFAULT false NOT NULL,
	"provisional" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"asked" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt" timestamp (3) with time zone NOT NULL,
	"claim" uuid,
	"lease_until" timestamp (3) with time zone,
	"note" text,
	"started" timestamp (3) with time zone,
	"settled" timestamp (3) with time zone,
	"rows_done" integer,
	"rows_total" integer,
	"facts" jsonb,
	"counted_through" timestamp (3) with time zone,
	"method_version" text,
	"expires" timestamp (3) with time zone,
	CONSTRAINT "report_runs_once" UNIQUE("schedule_id","slot"),
	CONSTRAINT "report_runs_days" CHECK (from_day <= to_day)
);
--> statement-breakpoint
CREATE TABLE "report_schedules" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "report_schedules_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"definition_id" integer NOT NULL,
	"rule" jsonb NOT NULL,
	"next" timestamp (3) with time zone NOT NULL,
	"paused" boolean DEFAULT false NOT NULL,
	"when_empty" text DEFAULT 'say' NOT NULL,
	"wait_hours" integer DEFAULT 240 NOT NULL,
	"made" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_targets" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"schedule_id" integer NOT NULL,
	"kind" text NOT NULL,
	"address" text NOT NULL,
	"secret" text,
	"left" timestamp (3) with time zone,
	CONSTRAINT "report_targets_once" UNIQUE("schedule_id","kind","address")
);
--> statement-breakpoint
ALTER TABLE "job_runs" ADD COLUMN "took_ms" integer;--> statement-breakpoint
ALTER TABLE "job_runs" ADD COLUMN "next" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "open_data" ADD CONSTRAINT "open_data_journal_id_journals_id_fk" FOREIGN KEY ("journal_id") REFERENCES "public"."journals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_definitions" ADD CONSTRAINT "report_definitions_journal_id_journals_id_fk" FOREIGN KEY ("journal_id") REFERENCES "public"."journals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_definitions" ADD CONSTRAINT "report_definitions_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_deliveries" ADD CONSTRAINT "report_deliveries_run_id_report_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."report_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_deliveries" ADD CONSTRAINT "report_deliveries_target_id_report_targets_id_fk" FOREIGN KEY ("target_id") REFERENCES "public"."report_targets"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_files" ADD CONSTRAINT "report_files_run_id_report_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."report_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_runs" ADD CONSTRAINT "report_runs_definition_id_report_definitions_id_fk" FOREIGN KEY ("definition_id") REFERENCES "public"."report_definitions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_runs" ADD CONSTRAINT "report_runs_schedule_id_report_schedules_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."report_schedules"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_runs" ADD CONSTRAINT "report_runs_journal_id_journals_id_fk" FOREIGN KEY ("journal_id") REFERENCES "public"."journals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_runs" ADD CONSTRAINT "report_runs_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_schedules" ADD CONSTRAINT "report_schedules_definition_id_report_definitions_id_fk" FOREIGN KEY ("definition_id") REFERENCES "public"."report_definitions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_targets" ADD CONSTRAINT "report_targets_schedule_id_report_schedules_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."report_schedules"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "report_definitions_journal" ON "report_definitions" USING btree ("journal_id");--> statement-breakpoint
CREATE INDEX "report_deliveries_waiting" ON "report_deliveries" USING btree ("next_attempt") WHERE state in ('waiting', 'sending', 'handed');--> statement-breakpoint
CREATE INDEX "report_deliveries_unwell" ON "report_deliveries" USING btree ("state") WHERE state in ('failed', 'uncertain');--> statement-breakpoint
CREATE INDEX "report_runs_waiting" ON "report_runs" USING btree ("next_attempt") WHERE state in ('waiting', 'making');--> statement-breakpoint
CREATE INDEX "report_runs_definition" ON "report_runs" USING btree ("definition_id","asked");--> statement-breakpoint
CREATE INDEX "report_runs_journal" ON "report_runs" USING btree ("journal_id","asked");--> statement-breakpoint
CREATE INDEX "report_runs_expires" ON "report_runs" USING btree ("expires") WHERE expires is not null;--> statement-breakpoint
CREATE INDEX "report_schedules_definition" ON "report_schedules" USING btree ("definition_id");--> statement-breakpoint
CREATE INDEX "report_schedules_due" ON "report_schedules" USING btree ("next") WHERE not paused;