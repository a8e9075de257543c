ALTER TABLE "articles" ADD COLUMN "has_text" boolean DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE "articles" a SET "has_text" = true WHERE EXISTS (SELECT FROM "article_files" f WHERE f.article_id = a.id AND f.kind = 'xml');
