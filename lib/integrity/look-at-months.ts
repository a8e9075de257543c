import { addDays, type Day } from "@/lib/calendar/day";
import { intervalStarts, nextStart, startOf } from "@/lib/calendar/interval";
import type { Db } from "@/lib/db/connection";
import type { EvidenceOf, Finding } from "./evidence";
import { joined } from "./joined";
import type { JournalDays } from "./look";
import type { LookedAt } from "./looked-at";
import { type FarRatio, farRatios } from "./ratio";
import type { KnownFlag } from "./reconcile";
import { spike } from "./spike";
import { firstMonths, monthRows, monthTotals } from "./sql/figures";

const TOGETHER = 2_000;
/** A month's figure is in the averages of so many after it. */
const MONTHS = 12;

/** Looks at months that are over: by the Code's hint for spikes, and by the ratios of articles beside their peers'. */
export async function lookAtMonths(db: Db, { journalId, days, through }: JournalDays): Promise<LookedAt[]> {
  const isOver = (month: Day) => nextStart("month", month) <= addDays(through, 1);
  const changed = [...new Set(days.map((day) => startOf("month", day)))].filter(isOver);
  const [first, last] = [changed[0], changed.at(-1)];
  if (first === undefined || last === undefined) return [];
  // A run that ended just before may have gone on until now.
  const before = monthsLater(first, -1);
  // Months in a row are one matter, and no run is longer than the average it is measured by.
  const spiking = intervalStarts("month", monthsLater(first, -MONTHS), monthsLater(last, MONTHS)).filter(isOver);
  const spikes = (await spikesOf(db, journalId, spiking)).filter(({ to }) => to >= before);
  const far: (FarRatio & { type: string })[] = [];
  for (const month of changed) {
    const rows = await monthRows(db, journalId, month);
    for (const type of new Set(rows.map((row) => row.type))) {
      const peers = rows.filter((row) => row.type === type);
      far.push(...farRatios(month, peers).map((one) => ({ ...one, type })));
    }
  }
  const looked = new Set(changed);
  return [
    { rule: "spike", found: () => spikes, inScope: ({ to }) => to >= before },
    {
      rule: "ratio",
      found: (flags) => runsOf([...far, ...knownOf(flags, looked)]),
      inScope: ({ evidence }) => evidence.rule === "ratio" && evidence.months.some(({ month }) => looked.has(month)),
    },
  ];
}

async function spikesOf(db: Db, journalId: number, spiking: readonly Day[]): Promise<Finding[]> {
  const since = await firstMonths(db, journalId);
  const range = { from: monthsLater(spiking[0] ?? "", -MONTHS), to: spiking.at(-1) ?? "" };
  const found: Finding[] = [];
  const journal = new Map<Day, number>();
  const judge = (articleId: number | null, begin: Day, usage: ReadonlyMap<Day, number>) => {
    const odd = spiking.flatMap((month) => {
      const from = begin > monthsLater(month, -MONTHS) ? begin : monthsLater(month, -MONTHS);
      const before = intervalStarts("month", from, monthsLater(month, -1)).map((one) => usage.get(one) ?? 0);
      const evidence = month <= begin ? undefined : spike(usage.get(month) ?? 0, before);
      return evidence ? [{ month, evidence }] : [];
    });
    const runs = joined(
      odd,
      (a, b) => nextStart("month", a.month) === b.month && a.evidence.sense === b.evidence.sense,
    );
    for (const [start, ...rest] of runs)
      if (start) {
        const to = lastDay(rest.at(-1)?.month ?? start.month);
        found.push({ articleId, from: start.month, to, evidence: start.evidence });
      }
  };
  const articles = [...since.keys()];
  for (let at = 0; at < articles.length; at += TOGETHER) {
    const some = articles.slice(at, at + TOGETHER);
    const usage = new Map<number, Map<Day, number>>(some.map((id) => [id, new Map()]));
    for (const row of await monthTotals(db, some, range)) {
      usage.get(row.articleId)?.set(row.month, row.usage);
      journal.set(row.month, (journal.get(row.month) ?? 0) + row.usage);
    }
    for (const [id, of] of usage) judge(id, since.get(id) ?? "", of);
  }
  judge(null, [...since.values()].sort()[0] ?? "", journal);
  return found;
}

/** Months of the flags there are that were not looked at now. What an editor took out is no usage any more. */
const knownOf = (flags: readonly KnownFlag[], looked: ReadonlySet<Day>): (FarRatio & { type: string })[] =>
  flags.flatMap(({ articleId, state, evidence }) =>
    articleId === null || state === "excluded" || evidence.rule !== "ratio"
      ? []
      : evidence.months
          .filter(({ month }) => !looked.has(month))
          .map((month) => ({ articleId, to: evidence.to, type: evidence.type, month })),
  );

function runsOf(far: readonly (FarRatio & { type: string })[]): Finding[] {
  const sorted = far.toSorted(
    (a, b) => a.articleId - b.articleId || a.to.localeCompare(b.to) || (a.month.month < b.month.month ? -1 : 1),
  );
  const runs = joined(
    sorted,
    (a, b) => a.articleId === b.articleId && a.to === b.to && nextStart("month", a.month.month) === b.month.month,
  );
  return runs.flatMap((run): Finding[] => {
    const [start, end] = [run[0], run.at(-1)];
    if (!start || !end) return [];
    const { articleId, to, type } = start;
    const evidence: EvidenceOf<"ratio"> = { rule: "ratio", to, type, months: run.map(({ month }) => month) };
    return [{ articleId, from: start.month.month, to: lastDay(end.month.month), evidence }];
  });
}

const lastDay = (month: Day): Day => addDays(nextStart("month", month), -1);

function monthsLater(month: Day, count: number): Day {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 10);
}
