import { DAY_MS } from "@/lib/calendar/day";
import { EventLog } from "@/lib/collector/event-log";
import { destroySecrets, forgetBatches } from "@/lib/collector/queries";
import { forgetKeyedBatches } from "@/lib/collector/sql/keyed-batches";
import { countPass } from "@/lib/counting/count";
import { completeMonths, pruneMonths } from "@/lib/counting/months";
import { rollUp } from "@/lib/counting/roll-up";
import type { Db } from "@/lib/db/connection";
import { readEnv } from "@/lib/env";
import { lookForFlags } from "@/lib/integrity/look";
import { Looked } from "@/lib/integrity/looked";
import { makeOpenData } from "@/lib/reports/open-data/make";
import { countedThroughRow } from "@/lib/usage/queries";
import { standJournals } from "@/lib/usage/standings";
import { forgetAddresses, forgetLog, mailAuthors, makeAlerts, sendMail } from "./mail";
import { deliverReports, forgetExports, makeReports } from "./reports";
import { labelRecentBehaviour, placeChanged, refreshLists, relabelWhenChanged } from "./robots";

export interface Job {
  name: string;
  /** Seconds between the end of one run and the start of the next. */
  every: number;
  run: (db: Db, now: Date) => Promise<void>;
}

const LOOKED = new Looked();

/** Everything that runs by the clock. */
export const JOBS: readonly Job[] = [
  { name: "count", every: 1, run: async (db) => void (await countPass(db)) },
  {
    name: "complete-months",
    every: 60,
    run: async (db, now) => void (await completeMonths(db, now, await countedThroughRow(db))),
  },
  {
    name: "make-open-data",
    every: 600,
    run: async (db, now) => {
      // Beside the job above: when both begin, months that just became complete are not to wait for the next run.
      await completeMonths(db, now, await countedThroughRow(db));
      await makeOpenData(db, now, { dataDir: readEnv().DATA_DIR });
    },
  },
  {
    name: "prune-months",
    every: 3600,
    run: async (db, now) => void (await pruneMonths(db, now, readEnv().KEEP_EVENTS_MONTHS)),
  },
  { name: "roll-up", every: 20, run: async (db, now) => void (await rollUp(db, now)) },
  { name: "stand-journals", every: 60, run: async (db, now) => void (await standJournals(db, now)) },
  { name: "relabel-robots", every: 30, run: relabelWhenChanged },
  { name: "place-journals-robots", every: 30, run: placeChanged },
  { name: "label-behaviour", every: 300, run: labelRecentBehaviour },
  { name: "look-for-flags", every: 300, run: async (db, now) => void (await lookForFlags(db, LOOKED, now)) },
  { name: "refresh-robot-lists", every: 6 * 3600, run: refreshLists },
  { name: "make-partitions", every: 6 * 3600, run: makePartitions },
  { name: "destroy-visitor-secrets", every: 3600, run: async (db, now) => void (await destroySecrets(db, now)) },
  {
    name: "forget-batches",
    every: 3600,
    run: async (db, now) => {
      await forgetBatches(db, new Date(now.getTime() - DAY_MS));
      await forgetKeyedBatches(db, new Date(now.getTime() - 7 * DAY_MS));
    },
  },
  { name: "make-alerts", every: 60, run: makeAlerts },
  { name: "mail-authors", every: 600, run: mailAuthors },
  { name: "make-reports", every: 5, run: makeReports },
  { name: "deliver-reports", every: 5, run: deliverReports },
  { name: "forget-exports", every: 3600, run: forgetExports },
  { name: "send-mail", every: 2, run: async (db) => void (await sendMail(db)) },
  { name: "forget-addresses", every: 3600, run: forgetAddresses },
  { name: "forget-log", every: 6 * 3600, run: forgetLog },
];

/** This month's partition and the next two, made before the first event of a month has to wait for it. */
async function makePartitions(db: Db, now: Date): Promise<void> {
  const log = new EventLog(db);
  for (const ahead of [0, 1, 2]) {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
    await log.prepareMonth(month.toISOString().slice(0, 7), now);
  }
}
