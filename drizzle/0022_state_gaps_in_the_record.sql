CREATE TABLE "usage_gaps" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "usage_gaps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"reason" text NOT NULL,
	"stated" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "usage_gaps_order" CHECK (first_day <= last_day)
);
