import { dayOf } from "@/lib/calendar/day";
import { startOf } from "@/lib/calendar/interval";
import type { Db } from "@/lib/db/connection";
import {
  advanceRolledThrough,
  holdRollUp,
  monthsOver,
  noteGroups,
  rolledThroughRow,
  rollUpDays,
  rollUpMonth,
  takeChangedDays,
} from "./sql/roll-up";

/**
 * Brings the sums over many articles up to the counted days: a month at a time, the newest first, each in a transaction that takes the
 * marks along. Late, twice or killed half-way, they come out the same. Returns how many days were summed up anew.
 */
export async function rollUp(db: Db, now: Date): Promise<number> {
  // Whatever was counted before this moment has left its marks.
  const { counted } = await rolledThroughRow(db);
  if (!counted) return 0;
  const thisMonth = startOf("month", dayOf(now));
  let days = 0;
  for (let first = true; ; first = false) {
    const done = await db.$client.begin(async (tx) => {
      if (!(await holdRollUp(tx))) return "elsewhere";
      await tx`set local jit = off`;
      await tx`set local work_mem = '32MB'`;
      if (first) await noteGroups(tx);
      const taken = await takeChangedDays(tx);
      if (taken.length > 0) {
        await rollUpDays(tx, taken);
        const month = startOf("month", taken[0] ?? "");
        if (month < thisMonth) await rollUpMonth(tx, month, now);
        return taken.length;
      }
      const [over] = await monthsOver(tx, thisMonth);
      if (over === undefined) return "done";
      await rollUpMonth(tx, over, now);
      return 0;
    });
    if (done === "elsewhere") return days;
    if (done === "done") break;
    days += done;
  }
  await advanceRolledThrough(db, counted);
  return days;
}
