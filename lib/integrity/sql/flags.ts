import { and, eq, sql } from "drizzle-orm";
import type { Db, Tx } from "@/lib/db/connection";
import { LOCK_SPACE } from "@/lib/db/queries";
import { flags } from "@/lib/db/schema/integrity";
import { type Finding, keptEvidence, type Rule } from "../evidence";
import type { KnownFlag, Reconciled } from "../reconcile";
import { standingDecision } from "./exclusions";

const LOOK_LOCK = 5;

/** One process at a time writes what the rules found. */
export async function holdLook(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK_SPACE}, ${LOOK_LOCK})`);
}

/** A journal's flags of a rule, the oldest days first. Those whose evidence is not understood any more are left alone. */
export async function flagsOfRule(db: Db | Tx, journalId: number, rule: Rule): Promise<KnownFlag[]> {
  const rows = await db
    .select()
    .from(flags)
    .where(and(eq(flags.journalId, journalId), eq(flags.rule, rule)))
    .orderBy(flags.from, flags.id);
  return rows.flatMap((row) => {
    const { rule: _, ...flag } = row;
    const evidence = keptEvidence(row);
    return evidence ? [{ ...flag, evidence }] : [];
  });
}

const columnsOf = ({ articleId, from, to, evidence: { rule, ...evidence } }: Finding) => ({
  ...{ articleId, rule, from, to, evidence },
});

/**
 * Writes what is to be done with a journal's flags. A flag that is withdrawn while usage taken out for it is out stays, as decided on: by
 * it alone can that be put back. Where another flag has the same first day meanwhile, the next look finds it.
 */
export async function writeReconciled(tx: Tx, journalId: number, done: Reconciled, now: Date): Promise<void> {
  for (const id of done.withdraw) {
    const stillOpen = and(eq(flags.id, id), eq(flags.state, "open"));
    const stands = await standingDecision(tx, id);
    if (stands) await tx.update(flags).set(stands).where(stillOpen);
    else await tx.delete(flags).where(stillOpen);
  }
  for (const { id, to } of done.update)
    await tx
      .update(flags)
      .set(columnsOf(to))
      .where(and(eq(flags.id, id), eq(flags.state, "open"), isFree(id, to.from)));
  for (const { id, to } of done.reopen)
    await tx
      .update(flags)
      .set({ ...columnsOf(to), raised: now, state: "open", decided: null, decidedBy: null, reason: null })
      .where(eq(flags.id, id));
  for (const finding of done.raise)
    await tx
      .insert(flags)
      .values({ journalId, ...columnsOf(finding), raised: now })
      .onConflictDoNothing();
}

const isFree = (id: number, from: string) => sql`not exists (
  select from flags o where o.id <> ${id} and o.journal_id = ${flags.journalId} and o.rule = ${flags.rule}
    and o.article_id is not distinct from ${flags.articleId} and o.from_day = ${from})`;
