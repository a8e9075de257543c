import { type Day, dayOf, isDay } from "@/lib/calendar/day";
import { firstDay, lastDay, monthOf, monthsOf } from "@/lib/calendar/month";
import type { Db } from "@/lib/db/connection";
import { audit } from "@/lib/people/audit";
import type { By } from "@/lib/people/edit-institution";
import { deleteGap, gapRows, insertGap, type UsageGap } from "../sql/gaps";
import type { ReportedMonths } from "./availability";
import { type CounterException, counterException } from "./exception";

export const LONGEST_REASON = 200;

export interface GapTexts {
  from: string;
  /** Empty: the same day. */
  to: string;
  reason: string;
}
export type GapFaults = Partial<Record<keyof GapTexts, string>>;

/** Reads what somebody states; each fault is the end of a sentence that begins with the field. Today may be among the days, none to come. */
export function parseGap(texts: GapTexts, now: Date): { gap: Omit<UsageGap, "id">; faults: GapFaults } {
  const [from, to] = [texts.from.trim(), texts.to.trim() || texts.from.trim()];
  const reason = texts.reason.normalize("NFC").replace(/\s+/g, " ").trim();
  const faults: GapFaults = {};
  const dayFault = (day: Day) =>
    !isDay(day) ? "must be a day like 2026-03-04" : day > dayOf(now) ? "lies in the future" : undefined;
  const [first, last] = [dayFault(from), dayFault(to)];
  if (first) faults.from = first;
  else if (last) faults.to = last;
  else if (to < from) faults.to = "lies before the first";
  if (reason === "") faults.reason = "must not be empty: reports tell it";
  else if (reason.length > LONGEST_REASON) faults.reason = `is longer than ${LONGEST_REASON} characters`;
  else if (/\p{Cc}/u.test(reason)) faults.reason = "holds characters that no text may";
  return { gap: { first: from, last: to, reason }, faults };
}

/** Days, as a person reads them. */
export const gapDays = ({ first, last }: Pick<UsageGap, "first" | "last">): string =>
  first === last ? first : `${first} to ${last}`;

/** States that some usage of days is lost for good. Reports of their months say so from now on. */
export const stateGap = (db: Db, gap: Omit<UsageGap, "id">, by: By, now: Date): Promise<number> =>
  db.transaction(async (tx) => {
    const id = await insertGap(tx, gap, now);
    await audit(tx, { action: "gap", by, detail: { days: gapDays(gap), reason: gap.reason } }, now);
    return id;
  });

/** Takes such a statement back; false where there is none. */
export const withdrawGap = (db: Db, id: number, by: By, now: Date): Promise<boolean> =>
  db.transaction(async (tx) => {
    const gap = await deleteGap(tx, id);
    if (!gap) return false;
    await audit(tx, { action: "gap-withdrawn", by, detail: { days: gapDays(gap), reason: gap.reason } }, now);
    return true;
  });

/** COUNTER R5.1 Appendix D, 3040: what is lost of the months that are reported, and why; nothing where nothing is. */
export async function gapExceptions(db: Db, months: ReportedMonths | undefined): Promise<CounterException[]> {
  if (!months) return [];
  const there = new Set(monthsOf(months.from, months.to).filter((month) => !months.without.includes(month)));
  const gaps = await gapRows(db, { from: firstDay(months.from), to: lastDay(months.to) });
  const told = gaps.filter(({ first, last }) => {
    const from = monthOf(first) < months.from ? months.from : monthOf(first);
    const to = monthOf(last) > months.to ? months.to : monthOf(last);
    return monthsOf(from, to).some((month) => there.has(month));
  });
  const data = told.map((gap) => `${gapDays(gap)}: ${gap.reason}`).join("; ");
  return told.length > 0 ? [counterException(3040, data)] : [];
}
