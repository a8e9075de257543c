-- Written out by drizzle-kit; that what is there is filled in first is by hand. An institution that was called by its number, while another was
-- given that number as its customer_id, is called by an id that nobody else has.
ALTER TABLE "institutions" ALTER COLUMN "customer_id" SET DEFAULT gen_random_uuid()::text;--> statement-breakpoint
UPDATE "institutions" i SET "customer_id" = i."id"::text
	WHERE i."customer_id" IS NULL AND NOT EXISTS (SELECT FROM "institutions" o WHERE o."customer_id" = i."id"::text);--> statement-breakpoint
UPDATE "institutions" SET "customer_id" = DEFAULT WHERE "customer_id" IS NULL;--> statement-breakpoint
ALTER TABLE "institutions" ALTER COLUMN "customer_id" SET NOT NULL;
