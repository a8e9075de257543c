import { asc, eq, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { journals } from "@/lib/db/schema/catalogue";
import { people, roles } from "@/lib/db/schema/people";
import { reportDefinitions, reportDeliveries, reportRuns } from "@/lib/db/schema/reports";

/** Whom the trouble of a run, or of a delivery of one, is told: its owner, else who asked for it, else every administrator. */
export async function whoIsTold(
  db: Db | Tx,
  what: { run: string } | { delivery: string },
): Promise<{ id: number; email: string }[]> {
  const run =
    "run" in what
      ? eq(reportRuns.id, what.run)
      : sql`${reportRuns.id} = (select run_id from ${reportDeliveries} where id = ${what.delivery})`;
  const person = { id: people.id, email: people.email };
  const responsible = await db
    .select(person)
    .from(reportRuns)
    .leftJoin(reportDefinitions, eq(reportDefinitions.id, reportRuns.definitionId))
    .innerJoin(people, sql`${people.id} = coalesce(${reportDefinitions.ownerId}, ${reportRuns.personId})`)
    .where(run);
  if (responsible.length > 0) return responsible;
  return db
    .selectDistinct(person)
    .from(people)
    .innerJoin(roles, eq(roles.personId, people.id))
    .where(eq(roles.role, "administrator"))
    .orderBy(asc(people.id));
}

/** A run with whose it is. */
export async function runRow(db: Db | Tx, id: string) {
  const [row] = await db
    .select({
      run: reportRuns,
      journal: {
        ...{ issn: journals.issn, title: journals.title, abbreviation: journals.abbreviation },
        sample: journals.sample,
      },
    })
    .from(reportRuns)
    .leftJoin(journals, eq(journals.id, reportRuns.journalId))
    .where(eq(reportRuns.id, id));
  return row;
}
export type RunRow = NonNullable<Awaited<ReturnType<typeof runRow>>>;
