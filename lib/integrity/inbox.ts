import { addDays, type Day, daysBetween } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { type Evidence, keptEvidence } from "./evidence";
import { daysAround, type FlagRow, flagRows, type InboxFilter } from "./sql/inbox";

/** A flag as it is shown. */
export interface Flag extends Omit<FlagRow, "evidence" | "rule"> {
  evidence: Evidence;
  /** Usage by readers of the days around it, each of them. */
  days: { day: Day; usage: number }[];
}

const PER_PAGE = 30;
/** So many days are shown before it, and half as many after. */
const AROUND = 28;

/** A page of the flags a filter leaves, with the days around each. */
export async function inbox(
  db: Db,
  journalId: number,
  filter: InboxFilter,
  { page, through }: { page: number; through: Day },
): Promise<{ flags: Flag[]; matching: number; pages: number }> {
  const rows = await flagRows(db, journalId, filter, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE });
  const matching = rows[0]?.matching ?? 0;
  return { flags: await withDays(db, journalId, rows, through), matching, pages: Math.ceil(matching / PER_PAGE) };
}

/** One flag of a journal. */
export async function findFlag(db: Db, journalId: number, id: number, through: Day): Promise<Flag | undefined> {
  const filter = { state: "all", rule: undefined, articleId: undefined, id } as const;
  const rows = await flagRows(db, journalId, filter, { limit: 1, offset: 0 });
  return (await withDays(db, journalId, rows, through))[0];
}

async function withDays(db: Db, journalId: number, rows: readonly FlagRow[], through: Day): Promise<Flag[]> {
  const known = rows.flatMap((row) => {
    const { rule: _, ...flag } = row;
    const evidence = keptEvidence(row);
    return evidence ? [{ ...flag, evidence }] : [];
  });
  const shown = known.map((flag) => ({ ...flag, around: around(flag, through) }));
  const asked = shown.map(({ id, articleId, around }) => ({ id, articleId, ...around }));
  const days = asked.length > 0 ? await daysAround(db, journalId, asked) : [];
  return shown.map(({ around: { from, to }, ...flag }) => {
    const usage = new Map(days.filter(({ id }) => id === flag.id).map((one) => [one.day, one.usage]));
    const length = Math.max(0, daysBetween(from, to) + 1);
    const series = Array.from({ length }, (_, i) => addDays(from, i));
    return { ...flag, days: series.map((day) => ({ day, usage: usage.get(day) ?? 0 })) };
  });
}

function around({ from, to }: { from: Day; to: Day }, through: Day): { from: Day; to: Day } {
  const end = addDays(to, AROUND / 2);
  return { from: addDays(from, -AROUND), to: end < through || to > through ? end : through };
}
