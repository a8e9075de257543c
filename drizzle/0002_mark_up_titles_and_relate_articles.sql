CREATE TABLE "article_relations" (
	"article_id" integer NOT NULL,
	"kind" text NOT NULL,
	"doi_key" text NOT NULL,
	CONSTRAINT "article_relations_article_id_kind_doi_key_pk" PRIMARY KEY("article_id","kind","doi_key")
);
--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "title_markup" text;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "keyword_keys" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "article_relations" ADD CONSTRAINT "article_relations_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "article_relations_doi" ON "article_relations" USING btree ("doi_key");--> statement-breakpoint
CREATE INDEX "articles_keyword_keys" ON "articles" USING gin ("keyword_keys");--> statement-breakpoint
UPDATE "articles" SET "keyword_keys" = ARRAY(SELECT lower(k) FROM unnest("keywords") k);
