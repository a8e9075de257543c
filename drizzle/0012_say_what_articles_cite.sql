CREATE TABLE "article_references" (
	"article_id" integer NOT NULL,
	"doi_key" text NOT NULL,
	CONSTRAINT "article_references_article_id_doi_key_pk" PRIMARY KEY("article_id","doi_key")
);
--> statement-breakpoint
ALTER TABLE "article_references" ADD CONSTRAINT "article_references_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_references_doi" ON "article_references" USING btree ("doi_key","article_id");