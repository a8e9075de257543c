import { randomUUID } from "node:crypto";
import { and, asc, desc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { people } from "@/lib/db/schema/people";
import { reportDeliveries, reportFiles, reportRuns } from "@/lib/db/schema/reports";

export type RunRow = typeof reportRuns.$inferSelect;
export type FileRow = typeof reportFiles.$inferSelect;
export type DeliveryRow = typeof reportDeliveries.$inferSelect;

/** Puts runs on record; one for a moment of a schedule that has its run already is left out. */
export async function insertRuns(db: Db | Tx, runs: readonly (typeof reportRuns.$inferInsert)[]): Promise<string[]> {
  if (runs.length === 0) return [];
  const made = await db
    .insert(reportRuns)
    .values([...runs])
    .onConflictDoNothing()
    .returning({ id: reportRuns.id });
  return made.map(({ id }) => id);
}

/** A run one process is at. */
export type ClaimedRun = RunRow & { claim: string };

/** Takes the next run whose turn has come, or one whose process is gone, for as long as the lease. */
export async function claimRun(db: Db, now: Date, leaseMs: number): Promise<ClaimedRun | undefined> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const due = db
    .select({ id: reportRuns.id })
    .from(reportRuns)
    .where(
      or(
        and(eq(reportRuns.state, "waiting"), sql`${reportRuns.nextAttempt} <= ${at}`),
        and(eq(reportRuns.state, "making"), sql`${reportRuns.leaseUntil} < ${at}`),
      ),
    )
    .orderBy(asc(reportRuns.nextAttempt))
    .limit(1)
    .for("update", { skipLocked: true });
  const claim = randomUUID();
  const [row] = await db
    .update(reportRuns)
    .set({
      ...{ state: "making", claim, leaseUntil: new Date(now.getTime() + leaseMs) },
      attempts: sql`${reportRuns.attempts} + 1`,
      started: sql`coalesce(${reportRuns.started}, ${at})`,
    })
    .where(inArray(reportRuns.id, due))
    .returning();
  return row && { ...row, claim };
}

/** Changes a run that is still this process's; false when another took it over. */
export async function changeClaimed(
  db: Db | Tx,
  { id, claim }: Pick<ClaimedRun, "id" | "claim">,
  values: Partial<typeof reportRuns.$inferInsert>,
): Promise<boolean> {
  const changed = await db
    .update(reportRuns)
    .set(values)
    .where(and(eq(reportRuns.id, id), eq(reportRuns.claim, claim), eq(reportRuns.state, "making")))
    .returning({ id: reportRuns.id });
  return changed.length === 1;
}

export async function insertFiles(tx: Tx, files: readonly FileRow[]): Promise<void> {
  if (files.length > 0) await tx.insert(reportFiles).values([...files]);
}

const of = (journalId: number | null) =>
  journalId === null ? isNull(reportRuns.journalId) : eq(reportRuns.journalId, journalId);

export interface ListedRun extends RunRow {
  files: number;
  bytes: number;
  deliveries: number;
  sent: number;
  failed: number;
  opened: number;
}

/** The runs of a journal, or of the platform, or of one definition, the newest first; exports are their askers' own. */
export async function runRows(
  db: Db,
  journalId: number | null,
  { definitionId, limit, offset = 0 }: { definitionId?: number; limit: number; offset?: number },
): Promise<ListedRun[]> {
  const rows = await db
    .select({
      run: reportRuns,
      files: sql<number>`(select count(*)::int from report_files f where f.run_id = report_runs.id)`,
      bytes: sql<number>`(select coalesce(sum(f.bytes), 0)::float8 from report_files f where f.run_id = report_runs.id)`,
      deliveries: counted(sql`true`),
      sent: counted(sql`d.state = 'sent'`),
      failed: counted(sql`d.state in ('failed', 'uncertain')`),
      opened: sql<number>`(select coalesce(sum(d.opened), 0)::int from report_deliveries d where d.run_id = report_runs.id)`,
    })
    .from(reportRuns)
    .where(
      and(
        of(journalId),
        sql`${reportRuns.cause} <> 'export'`,
        definitionId === undefined ? undefined : eq(reportRuns.definitionId, definitionId),
      ),
    )
    .orderBy(desc(reportRuns.asked), desc(reportRuns.slot), desc(reportRuns.id))
    .limit(limit)
    .offset(offset);
  return rows.map(({ run, ...counts }) => ({ ...run, ...counts }));
}

const counted = (which: ReturnType<typeof sql>) =>
  sql<number>`(select count(*)::int from report_deliveries d where d.run_id = report_runs.id and ${which})`;

export async function runRow(db: Db | Tx, id: string): Promise<RunRow | undefined> {
  const [row] = await db.select().from(reportRuns).where(eq(reportRuns.id, id));
  return row;
}

export async function filesOf(db: Db | Tx, runId: string): Promise<FileRow[]> {
  return db.select().from(reportFiles).where(eq(reportFiles.runId, runId)).orderBy(asc(reportFiles.format));
}

export async function deliveriesOf(db: Db | Tx, runId: string): Promise<DeliveryRow[]> {
  return db
    .select()
    .from(reportDeliveries)
    .where(eq(reportDeliveries.runId, runId))
    .orderBy(asc(reportDeliveries.kind), asc(reportDeliveries.address), asc(reportDeliveries.turn));
}

/** Runs of a definition, or of a schedule, that nobody has begun are not made any more. */
export async function withdrawWaiting(
  tx: Tx,
  of: { definitionId: number } | { scheduleId: number },
  now: Date,
): Promise<void> {
  await tx
    .update(reportRuns)
    .set({ state: "skipped", settled: now, note: "It was taken off before its turn came." })
    .where(
      and(
        "definitionId" in of ? eq(reportRuns.definitionId, of.definitionId) : eq(reportRuns.scheduleId, of.scheduleId),
        eq(reportRuns.state, "waiting"),
      ),
    );
}

export interface RunCounts {
  waiting: number;
  failed: number;
}

/** How runs are getting on; those that failed since an instant, unless the same was made afterwards. */
export async function runCounts(db: Db, failedSince: Date): Promise<RunCounts> {
  const [row] = await db
    .select({
      waiting: sql<number>`count(*) filter (where state in ('waiting', 'making'))::int`,
      failed: sql<number>`count(*) filter (where state = 'failed' and settled > ${failedSince.toISOString()}::timestamptz and not exists (
        select from report_runs l where l.definition_id = report_runs.definition_id and l.state = 'made'
          and l.settled > report_runs.settled))::int`,
    })
    .from(reportRuns)
    .where(sql`state in ('waiting', 'making', 'failed')`);
  return row ?? { waiting: 0, failed: 0 };
}

/** What somebody asked to be made as a file for themselves, the newest first. */
export async function exportRows(db: Db, personId: number, limit: number): Promise<RunRow[]> {
  return db
    .select()
    .from(reportRuns)
    .where(and(eq(reportRuns.personId, personId), eq(reportRuns.cause, "export")))
    .orderBy(desc(reportRuns.asked))
    .limit(limit);
}

export async function personAddress(db: Db | Tx, personId: number): Promise<string | undefined> {
  const [row] = await db.select({ email: people.email }).from(people).where(eq(people.id, personId));
  return row?.email;
}

/** Takes some of what has expired off the record; says how much, and what may no longer be needed in the store. */
export async function deleteExpired(tx: Tx, now: Date): Promise<{ runs: number; files: string[] }> {
  const gone = await tx
    .select({ id: reportRuns.id })
    .from(reportRuns)
    .where(sql`${reportRuns.expires} <= ${now.toISOString()}::timestamptz`)
    .limit(100)
    .for("update", { skipLocked: true });
  if (gone.length === 0) return { runs: 0, files: [] };
  const ids = gone.map(({ id }) => id);
  const files = await tx
    .select({ sha256: reportFiles.sha256 })
    .from(reportFiles)
    .where(inArray(reportFiles.runId, ids));
  await tx.delete(reportRuns).where(inArray(reportRuns.id, ids));
  return { runs: ids.length, files: [...new Set(files.map(({ sha256 }) => sha256))] };
}

/** Whether anything on record is kept in the store under this name. */
export async function isStored({ $client }: Db, sha256: string): Promise<boolean> {
  const [row] = await $client<{ stored: boolean }[]>`
    select exists (select from report_files where sha256 = ${sha256}) or exists (select from open_data where sha256 = ${sha256})
      or exists (select from letters where sha256 = ${sha256}) or exists (select from article_files where sha256 = ${sha256})
      or exists (select from superseded_files where sha256 = ${sha256})
      or exists (select from article_drafts where pdf_sha256 = ${sha256}) as stored`;
  return row?.stored ?? true;
}
