CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "search" "tsvector" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "articles" ADD COLUMN "search_text" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "articles_search" ON "articles" USING gin ("search");--> statement-breakpoint
CREATE INDEX "articles_search_text" ON "articles" USING gin ("search_text" gin_trgm_ops);
--> statement-breakpoint
UPDATE "articles" a SET
  search = setweight(to_tsvector('english', t.title), 'A') || setweight(to_tsvector('simple', t.people), 'B')
    || setweight(to_tsvector('english', t.keywords), 'B') || setweight(to_tsvector('english', t.abstract), 'C'),
  search_text = concat_ws(' ', t.title, t.people, t.keywords)
FROM (
  SELECT s.id,
    regexp_replace(lower(normalize(s.title, NFKD)), '[\u0300-\u036f]', '', 'g') AS title,
    regexp_replace(lower(normalize(coalesce(s.abstract, ''), NFKD)), '[\u0300-\u036f]', '', 'g') AS abstract,
    regexp_replace(lower(normalize(array_to_string(s.keywords, ' '), NFKD)), '[\u0300-\u036f]', '', 'g') AS keywords,
    regexp_replace(lower(normalize(coalesce((SELECT string_agg(concat_ws(' ', x.given, x.family), ' ' ORDER BY x.position)
      FROM article_authors x WHERE x.article_id = s.id), ''), NFKD)), '[\u0300-\u036f]', '', 'g') AS people
  FROM "articles" s
) t
WHERE a.id = t.id;
