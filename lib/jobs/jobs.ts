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
import type { Job } from "./job";
import { forgetAddresses, forgetLog, mailAuthors, makeAlerts, sendMail } from "./mail";
import { deliverReports, forgetExports, makeReports } from "./reports";
import { labelRecentBehaviour, placeChanged, refreshLists, relabelWhenChanged } from "./robots";

const LOOKED = new Looked();

/** Everything that runs by the clock: to add something, add a row. One that runs by the minute or more seldom is run by the queue (job.ts). */
export const JOBS: readonly Job[] = [
  {
    name: "count",
    title: "Counts what arrived",
    purpose: "Figures of articles follow what is read within seconds.",
    every: 1,
    run: async (db) => void (await countPass(db)),
  },
  {
    name: "roll-up",
    title: "Sums up articles, groups and months",
    purpose: "Pages of journals, and lists by usage, show the same as those of their articles.",
    every: 20,
    run: async (db, now) => void (await rollUp(db, now)),
  },
  {
    name: "complete-months",
    title: "Completes months that are over",
    purpose: "Figures of a complete month change only through the ledger.",
    every: 60,
    run: async (db, now) => void (await completeMonths(db, now, await countedThroughRow(db))),
  },
  {
    name: "prune-months",
    title: "Drops requests that are old enough",
    purpose: "Single requests are kept as long as KEEP_EVENTS_MONTHS says, and no longer.",
    every: 3600,
    run: async (db, now) => void (await pruneMonths(db, now, readEnv().KEEP_EVENTS_MONTHS)),
  },
  {
    name: "stand-journals",
    title: "Sets articles beside others of their age",
    purpose: "Percentiles and places on pages of articles follow the figures.",
    every: 60,
    run: async (db, now) => void (await standJournals(db, now)),
  },
  {
    name: "relabel-robots",
    title: "Places stored requests by a changed list of robots",
    purpose: "A new list of robots holds for what was recorded before it, too.",
    every: 30,
    run: relabelWhenChanged,
  },
  {
    name: "place-journals-robots",
    title: "Places stored requests by a journal’s own rules on robots",
    purpose: "Rules that an editor changed hold for what was recorded before, too.",
    every: 30,
    run: placeChanged,
  },
  {
    name: "label-behaviour",
    title: "Looks for visitors who behave like robots",
    purpose: "Who asks for more than a reader can read is taken out of the figures of yesterday and today.",
    every: 300,
    run: labelRecentBehaviour,
  },
  {
    name: "look-for-flags",
    title: "Looks for figures that stand out",
    purpose: "Editors are shown what looks wrong, before somebody else asks.",
    every: 300,
    run: async (db, now) => void (await lookForFlags(db, LOOKED, now)),
  },
  {
    name: "refresh-robot-lists",
    title: "Looks for newer lists of robots",
    purpose: "Lists that were loaded from the network are kept up to date, each week.",
    every: 6 * 3600,
    run: refreshLists,
  },
  {
    name: "make-partitions",
    title: "Makes room for the next months",
    purpose: "Each month’s requests have a table of their own before the first of them comes.",
    every: 6 * 3600,
    run: makePartitions,
  },
  {
    name: "destroy-visitor-secrets",
    title: "Destroys the keys of visitors’ names",
    purpose: "Nobody can tell any more who a visitor of an earlier day was.",
    every: 3600,
    run: async (db, now) => void (await destroySecrets(db, now)),
  },
  {
    name: "forget-batches",
    title: "Forgets what was sent twice",
    purpose: "What tells a repeated batch from a new one is kept for a day, with a key for a week.",
    every: 3600,
    run: async (db, now) => {
      await forgetBatches(db, new Date(now.getTime() - DAY_MS));
      await forgetKeyedBatches(db, new Date(now.getTime() - 7 * DAY_MS));
    },
  },
  {
    name: "make-alerts",
    title: "Writes alerts for readers",
    purpose: "Readers who asked for it hear of new articles and issues.",
    every: 60,
    run: makeAlerts,
  },
  {
    name: "mail-authors",
    title: "Writes digests and milestones for authors",
    purpose: "Authors who asked for it hear how their articles are read.",
    every: 600,
    run: mailAuthors,
  },
  {
    name: "make-reports",
    title: "Makes reports that are due",
    purpose: "Reports by schedule are made once their days are counted, and those asked for by hand.",
    every: 60,
    run: makeReports,
  },
  {
    name: "deliver-reports",
    title: "Delivers reports",
    purpose: "What was made goes to webhooks, folders and the bucket; how mail went is noted.",
    every: 60,
    run: deliverReports,
  },
  {
    name: "forget-exports",
    title: "Forgets exports whose week is over",
    purpose: "Files that somebody asked for do not stay for ever.",
    every: 3600,
    run: forgetExports,
  },
  {
    name: "make-open-data",
    title: "Publishes complete months as open data",
    purpose: "What anybody may download follows the figures, restated ones too.",
    every: 600,
    run: makeOpenDataOfMonths,
  },
  {
    name: "send-mail",
    title: "Sends mail",
    purpose: "Hands what waits over to the mail server.",
    every: 2,
    run: async (db) => void (await sendMail(db)),
  },
  {
    name: "forget-addresses",
    title: "Forgets addresses of mail",
    purpose: "Addresses, and mails that were sent to them, are kept no longer than they are needed.",
    every: 3600,
    run: forgetAddresses,
  },
  {
    name: "forget-log",
    title: "Forgets what people did two years ago",
    purpose: "The log of what people did does not go back further.",
    every: 6 * 3600,
    run: forgetLog,
  },
];

/** Months that just became complete do not wait for the next turn. */
async function makeOpenDataOfMonths(db: Db, now: Date): Promise<void> {
  await completeMonths(db, now, await countedThroughRow(db));
  await makeOpenData(db, now, { dataDir: readEnv().DATA_DIR });
}

/** This month's partition and the next two, made before the first event of a month has to wait for it. */
async function makePartitions(db: Db, now: Date): Promise<void> {
  const log = new EventLog(db);
  for (const ahead of [0, 1, 2]) {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
    await log.prepareMonth(month.toISOString().slice(0, 7), now);
  }
}
