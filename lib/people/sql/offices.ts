import { asc, eq, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { Db } from "@/lib/db/connection";
import { journals, specialIssues } from "@/lib/db/schema/catalogue";

/** What a role is of, by title; null where it is of no such thing. */
export interface Scope {
  journal: string | null;
  specialIssue: string | null;
}

/** Every journal, and after it its special issues. */
export async function scopeRows(
  db: Db,
): Promise<(Scope & { journal: string; journalId: number; specialIssueId: number | null })[]> {
  const whole = db
    .select({
      ...{ journalId: journals.id, journal: journals.title },
      specialIssueId: sql<number | null>`null::int`.as("special_issue_id"),
      specialIssue: sql<string | null>`null::text`.as("special_issue"),
    })
    .from(journals);
  const parts = db
    .select({
      ...{ journalId: journals.id, journal: journals.title },
      specialIssueId: sql<number | null>`${specialIssues.id}`.as("special_issue_id"),
      specialIssue: sql<string | null>`${specialIssues.title}`.as("special_issue"),
    })
    .from(specialIssues)
    .innerJoin(journals, eq(journals.id, specialIssues.journalId));
  return unionAll(whole, parts).orderBy(asc(sql`title`), asc(sql`id`), sql`special_issue nulls first`);
}
