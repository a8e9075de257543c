import { store } from "@/lib/catalog/file-store";
import { sizeWords } from "@/lib/catalog/size-words";
import { recordChange } from "@/lib/catalog/sql/changes";
import { upsertArticle } from "@/lib/catalog/sql/entries";
import { upsertFile } from "@/lib/catalog/sql/files";
import { isCatalogEmpty, upsertJournal } from "@/lib/catalog/sql/journals";
import type { Access } from "@/lib/collector/access";
import { dropReason } from "@/lib/collector/classify";
import { Recorder } from "@/lib/collector/recorder";
import { countDirty } from "@/lib/counting/count";
import type { Db } from "@/lib/db/connection";
import { isUnfinished, jobRunRows, runEnded, runStarted } from "@/lib/jobs/sql/runs";
import { SAMPLE_JOURNAL, sampleArticles } from "./journal";
import { samplePdf } from "./pdf";
import { eraseSample, settleMonths } from "./queries";
import { simulatedTraffic } from "./traffic";

const JOB = "load-sample";
/** Recorded in groups of about this size: one write a day of traffic would wait for the disk seven hundred times. */
const GROUP = 4_000;

export interface SampleLoad {
  articles: number;
  requests: number;
  recorded: number;
  dropped: number;
  articleDays: number;
}

/** True when the database is empty, or holds a sample whose loading was interrupted. */
export async function wantsSample(db: Db): Promise<boolean> {
  const load = (await jobRunRows(db)).find(({ job }) => job === JOB);
  return load ? isUnfinished(load) : isCatalogEmpty(db);
}

/**
 * Loads the sample journal: its articles' facts, PDFs made of them, and two years of simulated requests sent through the
 * collector's own rules and the counter. Starts afresh when an earlier load was interrupted.
 */
export async function loadSample(
  db: Db,
  dataDir: string,
  now = new Date(),
  say: (step: string) => void = () => {},
): Promise<SampleLoad> {
  const began = performance.now();
  await runStarted(db, JOB, new Date());
  await eraseSample(db);
  const entries = sampleArticles();
  say(`${entries.length} articles and their PDFs`);
  const journalId = await upsertJournal(db, SAMPLE_JOURNAL);
  const articles: Parameters<typeof simulatedTraffic>[0][number][] = [];
  for (const entry of entries) {
    const id = await upsertArticle(db, journalId, entry);
    const stored = await store(dataDir, await samplePdf(entry, SAMPLE_JOURNAL));
    const name = `jcm-${entry.volume.padStart(2, "0")}-${entry.firstPage.padStart(5, "0")}.pdf`;
    await upsertFile(db, id, { kind: "pdf", name, mediaType: "application/pdf", uploaded: now, ...stored });
    const changes = [{ field: "pdf", before: "none", after: sizeWords(stored) }];
    await recordChange(db, { articleId: id, at: now, source: "sample", changes });
    const accessType = entry.accessTypes.at(-1)?.accessType ?? "Controlled";
    articles.push({
      id,
      doi: entry.doi,
      year: entry.year,
      accessType,
      ...(entry.published ? { published: entry.published } : {}),
    });
  }
  const load = { articles: entries.length, requests: 0, recorded: 0, dropped: 0, articleDays: 0 };
  const recorder = new Recorder(db, { queueLimit: 10 * GROUP });
  const dois = new Map(articles.map(({ id, doi }) => [id, doi]));
  let group: Access[] = [];
  let years = "";
  for (const { day, requests } of simulatedTraffic(articles, now)) {
    if (!years || day.endsWith("-01-01")) say(`simulated usage of ${day.slice(0, 4)}`);
    years = day.slice(0, 4);
    for (const { exchange, access } of requests) {
      load.requests += 1;
      const dropped = dropReason(exchange);
      if (dropped) {
        load.dropped += 1;
        recorder.dropped.add(dois.get(access.articleId) ?? "", dropped, access.at);
      } else group.push(access);
    }
    if (group.length >= GROUP) {
      await recorder.record(group);
      await recorder.dropped.flush();
      load.recorded += group.length;
      group = [];
    }
  }
  await recorder.record(group);
  await recorder.dropped.flush();
  load.recorded += group.length;
  say("counting");
  load.articleDays = await countDirty(db);
  await settleMonths(db);
  await runEnded(db, JOB, { at: new Date(), tookMs: performance.now() - began, next: null });
  return load;
}
