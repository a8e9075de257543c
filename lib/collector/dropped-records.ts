import { isPassing } from "@/lib/db/faults";
import type { DropReason } from "./classify";
import { type DoorRequest, isOptedOut } from "./door";
import { readRecords } from "./record-body";
import type { Recorder } from "./recorder";
import { parseUsageRecord, type UsageRecord } from "./usage-record";

/** Tallies the articles of records that are dropped. While the database is away what it would have to look up is left out. */
export async function tallyRecords(
  recorder: Recorder,
  records: readonly UsageRecord[],
  reason: DropReason,
  now: Date,
): Promise<void> {
  try {
    for (const { article } of records) {
      if (!article) continue;
      const doi = "doi" in article ? article.doi : await recorder.articles.doiAt(article.address);
      if (doi !== undefined) recorder.dropped.add(doi, reason, now);
    }
  } catch (fault) {
    if (!isPassing(fault)) throw fault;
  }
}

/** Tallies what a body names that is dropped whatever it says; one that cannot be read names nothing. */
export async function tallyBody(
  recorder: Recorder,
  request: DoorRequest,
  reason: DropReason,
  now: Date,
): Promise<void> {
  if (recorder.dropsOptedOut && isOptedOut(request.header)) return;
  const body = await readRecords(request);
  if ("status" in body) return;
  const records = body.records
    .map((one) => parseUsageRecord(one, false, now))
    .flatMap((one) => ("status" in one ? [] : [one]));
  await tallyRecords(recorder, records, reason, now);
}
