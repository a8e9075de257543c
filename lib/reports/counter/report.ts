import { months as usageMonths } from "@/lib/counting/sql/months";
import type { Db } from "@/lib/db/connection";
import { onlySamples } from "../sql/sample-journals";
import { availabilityOf, reportable } from "./availability";
import { type CounterException, counterException } from "./exception";
import { gapExceptions } from "./gap";
import type { HeaderFacts } from "./header";
import { type Asked, type ReportedUsage, reportedUsage } from "./usage";

/** A report that is under way: its header is known, its items come one after another. */
export interface CounterReport {
  facts: HeaderFacts;
  items: AsyncIterable<ReportedUsage>;
  /** Ends a report that is not read to its end, and with it what it reads from the database. Whoever may stop early calls it. */
  close: () => Promise<void>;
}

/**
 * Begins a report. The first item is looked for at once, since the header says when there is none: no report is empty without an
 * exception (COUNTER R5.1 Appendix D).
 */
export async function counterReport(
  db: Db,
  asked: Asked,
  { now, exceptions }: { now: Date; exceptions: readonly CounterException[] },
): Promise<CounterReport> {
  const available = availabilityOf(await usageMonths.all(db), now);
  const { months, exceptions: missing } = reportable(asked.request, available);
  const usage = months ? reportedUsage(db, asked, months) : none();
  const first = await usage.next();
  const empty = first.done === true;
  const all = [
    ...exceptions,
    ...((await onlySamples(db)) ? [counterException(0, "there are sample journals alone")] : []),
    ...missing,
    ...(await gapExceptions(db, months)),
    // What is not ready or gone says why there is nothing of it; of months that are there it is that nothing was used.
    ...(empty && months ? [counterException(3030)] : []),
  ].sort((a, b) => a.Code - b.Code);
  return {
    facts: { ...asked, exceptions: all, created: now },
    items: empty ? none() : follow(first.value, usage),
    // Also of one whose items nobody began to read: a generator that was not started ends without ending what it would have read.
    close: async () => void (await usage.return()),
  };
}

async function* none(): AsyncGenerator<ReportedUsage, void> {}

async function* follow(
  first: ReportedUsage,
  rest: AsyncGenerator<ReportedUsage, void>,
): AsyncGenerator<ReportedUsage, void> {
  yield first;
  yield* rest;
}
