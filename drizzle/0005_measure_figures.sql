ALTER TABLE "article_files" ADD COLUMN "width" integer;--> statement-breakpoint
ALTER TABLE "article_files" ADD COLUMN "height" integer;