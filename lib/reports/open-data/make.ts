import { access } from "node:fs/promises";
import type { Month } from "@/lib/calendar/month";
import { storedPath, storeStream } from "@/lib/catalog/file-store";
import { months, settledInstant } from "@/lib/counting/sql/months";
import type { Db } from "@/lib/db/connection";
import { countedThroughRow } from "@/lib/usage/queries";
import { availabilityOf } from "../counter/availability";
import { firstMonths, openContents, type RestatedMonth, recordOpenMonth, restatedMonths } from "../sql/open-data";
import type { OpenJournal } from "./columns";
import { monthsDue } from "./due";
import { monthCsv } from "./month-csv";
import { publishingJournals } from "./publishing";

/** Everything is restated through this instant that was never restated. */
const NEVER = "1970-01-01 00:00:00+00";

/**
 * Publishes the complete months of every journal that shows its figures: those that are not published, whose file is gone, or that were
 * restated since. Each is a file of its own, on record when all of it is kept: killed half-way, what is left is done by the next pass, and
 * several at once come to the same. Returns how many files were made.
 */
export async function makeOpenData(db: Db, now: Date, { dataDir }: { dataDir: string }): Promise<number> {
  const available = availabilityOf(await months.all(db), now);
  const counted = await countedThroughRow(db);
  if (!available || !counted) return 0;
  const first = await firstMonths(db, available.first);
  const published = await atHand(db, dataDir);
  const restated = await restatedMonths(db, await settledInstant(db));
  let made = 0;
  for (const journal of await publishingJournals(db)) {
    const ofIt = restated.filter(({ journalId }) => journalId === journal.id);
    const due = monthsDue(
      {
        first: first.get(journal.id),
        published: published.get(journal.id) ?? new Set(),
        stale: new Set(ofIt.filter(({ stale }) => stale).map(({ month }) => month)),
      },
      available,
    );
    for (const month of due) {
      await publish(db, journal, month, { dataDir, now, counted, restated: ofIt });
      made += 1;
    }
  }
  return made;
}

/** The published months whose content is in the store; a store that lost some gets it again. */
async function atHand(db: Db, dataDir: string): Promise<Map<number, Set<Month>>> {
  const known = new Map<number, Set<Month>>();
  for (const { journalId, month, sha256 } of await openContents(db)) {
    const there = await access(storedPath(dataDir, sha256)).then(
      () => true,
      () => false,
    );
    if (there) known.set(journalId, (known.get(journalId) ?? new Set()).add(month));
  }
  return known;
}

async function publish(
  db: Db,
  journal: OpenJournal & { id: number },
  month: Month,
  how: { dataDir: string; now: Date; counted: Date; restated: readonly RestatedMonth[] },
): Promise<void> {
  const { content, written } = monthCsv(db, journal, month);
  const stored = await storeStream(how.dataDir, content);
  const through = how.restated.find((one) => one.month === month)?.through ?? NEVER;
  await recordOpenMonth(db, journal.id, {
    ...{ month, made: how.now, restatedThrough: through, countedThrough: how.counted },
    ...written,
    ...stored,
  });
}
