import { storeStream } from "@/lib/catalog/file-store";
import type { Db, Tx } from "@/lib/db/connection";
import { faultReason } from "@/lib/db/faults";
import type { Env } from "@/lib/env";
import { nextAttempt } from "@/lib/mail/backoff";
import { tellOwner } from "../delivery/mail";
import { type Place, queueDeliveries } from "../delivery/queue";
import { Ask, askFault, type Format } from "../made/ask";
import { type MadeReport, makeReport } from "../made/make";
import { targetsOf } from "../sql/definitions";
import { type ClaimedRun, changeClaimed, claimRun, type FileRow, insertFiles, personAddress } from "../sql/runs";
import { countedWhole } from "./counted";

export interface MakeSettings {
  env: Env;
  clock?: () => Date;
  make?: typeof makeReport;
  leaseMs?: number;
}

/** A process that is at a run says so more often than this. */
const LEASE_MS = 5 * 60_000;
/** A run whose period is not counted yet is looked at again after this. */
const WAIT_MS = 5 * 60_000;

/**
 * Makes every run whose turn has come, one after the other; any number of processes may do so at the same time. A run is waited with until
 * its period is counted; its files, its facts and its deliveries are put on record in one transaction, so that it is made once, whatever
 * dies when. Returns how many were looked at.
 */
export async function makeRuns(db: Db, settings: MakeSettings): Promise<number> {
  const { clock = () => new Date(), leaseMs = LEASE_MS } = settings;
  let seen = 0;
  for (;;) {
    const run = await claimRun(db, clock(), leaseMs);
    if (!run) return seen;
    seen += 1;
    await attempt(db, run, { ...settings, clock, leaseMs });
  }
}

async function attempt(
  db: Db,
  run: ClaimedRun,
  settings: MakeSettings & Required<Pick<MakeSettings, "clock" | "leaseMs">>,
): Promise<void> {
  const { clock, leaseMs } = settings;
  const beat = setInterval(
    () => void changeClaimed(db, run, { leaseUntil: new Date(clock().getTime() + leaseMs) }).catch(() => {}),
    leaseMs / 5,
  );
  try {
    if (run.attempts > MOST_ATTEMPTS) return await giveUp(db, run, "Every process that made it died.", clock());
    const parsed = Ask.safeParse(run.ask);
    const fault = parsed.success ? await askFault(db, parsed.data) : "What it is of is not understood any more.";
    if (!parsed.success || fault !== undefined) return await giveUp(db, run, fault ?? "", clock());
    const counted = await countedWhole(db, parsed.data, run, clock());
    if (!counted.whole && clock() < run.waitUntil) return await waitLonger(db, run, counted.why, clock());
    await make(db, run, parsed.data, { ...settings, provisional: !counted.whole });
  } catch (fault) {
    await again(db, run, faultReason(fault), clock());
  } finally {
    clearInterval(beat);
  }
}

/** Not an attempt: nothing was tried. */
async function waitLonger(db: Db, run: ClaimedRun, why: string, now: Date): Promise<void> {
  const nextAttempt = new Date(Math.min(now.getTime() + WAIT_MS, run.waitUntil.getTime()));
  const attempts = run.attempts - 1;
  await changeClaimed(db, run, { state: "waiting", attempts, nextAttempt, note: why, claim: null, leaseUntil: null });
}

/** Two days are over soon where no server ran for most of them: so often it is tried in any case, and at such intervals then. */
const LEAST_ATTEMPTS = 10;
const LATER_MS = 4 * 3_600_000;
/** However often processes die over a run, it is not taken up for ever. */
const MOST_ATTEMPTS = 60;

async function again(db: Db, run: ClaimedRun, why: string, now: Date): Promise<void> {
  console.error(`report run ${run.id}: ${why}`);
  const within = nextAttempt(run.attempts, run.started ?? now, now);
  const next = within ?? (run.attempts < LEAST_ATTEMPTS ? new Date(now.getTime() + LATER_MS) : undefined);
  if (!next) return giveUp(db, run, why, now);
  await changeClaimed(db, run, { state: "waiting", nextAttempt: next, note: why, claim: null, leaseUntil: null });
}

async function giveUp(db: Db, run: ClaimedRun, why: string, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    if (await changeClaimed(tx, run, { state: "failed", settled: now, note: why, leaseUntil: null }))
      await tellOwner(tx, { run: run.id }, now);
  });
}

async function make(
  db: Db,
  run: ClaimedRun,
  ask: Ask,
  { env, clock, make: maker = makeReport, provisional }: MakeSettings & { clock: () => Date; provisional: boolean },
): Promise<void> {
  const period = { from: run.from, to: run.to };
  const formats = run.formats as Format[];
  const progress = told((rowsDone) => changeClaimed(db, run, { rowsDone }));
  const report = await maker(db, ask, { period, formats, now: clock(), env, provisional, progress });
  const files: FileRow[] = [];
  const skipped = report.empty && run.whenEmpty === "skip" && run.cause === "schedule";
  if (!skipped)
    for (const { format, name, mediaType, pieces } of report.files)
      files.push({ runId: run.id, format, name, mediaType, ...(await storeStream(env.DATA_DIR, bytesOf(pieces()))) });
  const now = clock();
  await db.transaction(async (tx) => {
    const mine = await changeClaimed(tx, run, {
      ...{ state: skipped ? "skipped" : "made", settled: now, provisional, leaseUntil: null },
      note: skipped ? "There was nothing to report." : null,
      facts: { ...factsOf(report), ...(run.cause === "export" ? { path: "/desk/exports" } : {}) },
      countedThrough: report.countedThrough === null ? null : new Date(report.countedThrough),
      methodVersion: report.methodVersion,
    });
    if (!mine || skipped) return;
    await insertFiles(tx, files);
    await queueDeliveries(tx, { ...run, provisional }, await targetsFor(tx, run, env), now);
  });
}

/** Where a run goes: to the targets of its schedule that still want it, or to whoever asked for a test or an export. */
async function targetsFor(tx: Tx, run: ClaimedRun, { SMTP_URL }: Env): Promise<Place[]> {
  if (run.scheduleId !== null) return (await targetsOf(tx, run.scheduleId)).filter(({ left }) => left === null);
  // A site that sends no mail makes none: an export stands on its page all the same.
  if (run.cause === "hand" || run.personId === null || SMTP_URL === undefined) return [];
  const email = await personAddress(tx, run.personId);
  return email === undefined ? [] : [{ id: null, kind: "mail", address: email }];
}

const factsOf = ({ title, scope, periodWords, headline, figures, empty, totals, path }: MadeReport) => ({
  ...{ title, scope, periodWords, figures, empty, totals },
  ...(headline === undefined ? {} : { headline }),
  ...(path === undefined ? {} : { path }),
});

const TOLD_MS = 1_000;

/** Tells how far something has come, not more than once a second; that it cannot be told stops nothing. */
function told(tell: (rows: number) => Promise<unknown>): (rows: number) => void {
  let last = 0;
  return (rows) => {
    if (performance.now() - last < TOLD_MS) return;
    last = performance.now();
    tell(rows).catch(() => {});
  };
}

async function* bytesOf(pieces: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield typeof piece === "string" ? Buffer.from(piece, "utf8") : piece;
}
