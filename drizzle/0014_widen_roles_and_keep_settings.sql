CREATE TABLE "journal_settings" (
	"journal_id" integer PRIMARY KEY NOT NULL,
	"settings" jsonb NOT NULL,
	"changed" timestamp (3) with time zone NOT NULL,
	"changed_by" integer
);
--> statement-breakpoint
ALTER TABLE "roles" DROP CONSTRAINT "roles_once";--> statement-breakpoint
ALTER TABLE "roles" DROP CONSTRAINT "roles_scope";--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "orcid" text;--> statement-breakpoint
ALTER TABLE "roles" ADD COLUMN "special_issue_id" integer;--> statement-breakpoint
ALTER TABLE "journal_settings" ADD CONSTRAINT "journal_settings_journal_id_journals_id_fk" FOREIGN KEY ("journal_id") REFERENCES "public"."journals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_settings" ADD CONSTRAINT "journal_settings_changed_by_people_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_special_issue_id_special_issues_id_fk" FOREIGN KEY ("special_issue_id") REFERENCES "public"."special_issues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_orcid_unique" UNIQUE("orcid");--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_once" UNIQUE NULLS NOT DISTINCT("person_id","role","journal_id","special_issue_id");--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_scope" CHECK (case role when 'administrator' then journal_id is null when 'analyst' then true else journal_id is not null end
        and (role = 'guest-editor') = (special_issue_id is not null));