import type { Db, Tx } from "@/lib/db/connection";
import { parsePeriod, periodRange } from "../schedule/period";
import { Rule } from "../schedule/rule";
import { localDay, slotAfter } from "../schedule/slots";
import { claimDueSchedules, type DueSchedule, updateSchedule } from "../sql/definitions";
import { insertRuns } from "../sql/runs";

const HOUR_MS = 3_600_000;
/** Later than this, nobody was there when its moment came. */
const LATE_MS = HOUR_MS;
const TOGETHER = 50;
/** After a long time without a server: of so many moments at once, and then of more. */
const MOMENTS = 100;

/**
 * Puts a run on record for every moment of a schedule that has come, each once, however many processes do so at the same time and however
 * late: what lies between was missed, and is made late. Returns how many there were.
 */
export async function scheduleDue(db: Db, now: Date): Promise<number> {
  let made = 0;
  for (;;) {
    const some = await db.transaction(async (tx) => {
      const due = await claimDueSchedules(tx, now, TOGETHER);
      let runs = 0;
      for (const schedule of due) runs += await putOnRecord(tx, schedule, now);
      return { schedules: due.length, runs };
    });
    made += some.runs;
    if (some.schedules === 0) return made;
  }
}

async function putOnRecord(tx: Tx, { definition, ...schedule }: DueSchedule, now: Date): Promise<number> {
  const rule = Rule.parse(schedule.rule);
  const parsed = parsePeriod(definition.period);
  if ("fault" in parsed) throw new Error(`report definition ${definition.id}: ${parsed.fault}`);
  const slots: Date[] = [];
  let next = schedule.next;
  while (next <= now && slots.length < MOMENTS) {
    slots.push(next);
    next = slotAfter(rule, next);
  }
  const runs = slots.map((slot) => ({
    ...{ definitionId: definition.id, scheduleId: schedule.id, slot, cause: "schedule" as const },
    ...{ journalId: definition.journalId, name: definition.name, ask: definition.ask, formats: definition.formats },
    ...periodRange(parsed.period, localDay(slot, rule.timeZone)),
    whenEmpty: schedule.whenEmpty,
    // Counted from when somebody was there to wait.
    waitUntil: new Date(now.getTime() + schedule.waitHours * HOUR_MS),
    late: now.getTime() - slot.getTime() > LATE_MS,
    ...{ asked: now, nextAttempt: now },
  }));
  const made = await insertRuns(tx, runs);
  await updateSchedule(tx, schedule.id, { next });
  return made.length;
}
