import { dayOf } from "@/lib/calendar/day";
import type { Db, Tx } from "@/lib/db/connection";
import { tellOwner } from "../delivery/mail";
import { type Period, parsePeriod, periodRange } from "../schedule/period";
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
      for (const schedule of due) runs += await putOnRecord(tx, schedule, now).catch(misunderstood(tx, schedule, now));
      return { schedules: due.length, runs };
    });
    made += some.runs;
    if (some.schedules === 0) return made;
  }
}

/**
 * A schedule that is not understood any more, as of a time zone that is gone, holds up none of the others: it is paused, and its owner told.
 * What the database says is no misunderstanding, and ends the pass.
 */
const misunderstood =
  (tx: Tx, { definition, ...schedule }: DueSchedule, now: Date) =>
  async (fault: unknown): Promise<number> => {
    if (!(fault instanceof NotUnderstood)) throw fault;
    const day = dayOf(schedule.next);
    const [run] = await insertRuns(tx, [
      {
        ...{ definitionId: definition.id, scheduleId: schedule.id, slot: schedule.next, cause: "schedule" as const },
        ...{ journalId: definition.journalId, name: definition.name, ask: definition.ask, formats: definition.formats },
        ...{ from: day, to: day, whenEmpty: schedule.whenEmpty, waitUntil: now, asked: now, nextAttempt: now },
        ...{ state: "failed" as const, settled: now, note: `Its schedule is paused: ${fault.message}` },
      },
    ]);
    await updateSchedule(tx, schedule.id, { paused: true });
    if (run !== undefined) await tellOwner(tx, { run }, now);
    return 1;
  };

class NotUnderstood extends Error {}

function understood({ definition, rule }: DueSchedule): { rule: Rule; period: Period } {
  const known = Rule.safeParse(rule);
  if (!known.success)
    throw new NotUnderstood(`when it is due is not understood any more (${known.error.issues[0]?.message}).`);
  const parsed = parsePeriod(definition.period);
  if ("fault" in parsed) throw new NotUnderstood(parsed.fault);
  return { rule: known.data, period: parsed.period };
}

async function putOnRecord(tx: Tx, due: DueSchedule, now: Date): Promise<number> {
  const { definition, ...schedule } = due;
  const { rule, period } = understood(due);
  const slots: Date[] = [];
  let next = schedule.next;
  while (next <= now && slots.length < MOMENTS) {
    slots.push(next);
    next = slotAfter(rule, next);
  }
  const runs = slots.map((slot) => ({
    ...{ definitionId: definition.id, scheduleId: schedule.id, slot, cause: "schedule" as const },
    ...{ journalId: definition.journalId, name: definition.name, ask: definition.ask, formats: definition.formats },
    ...periodRange(period, localDay(slot, rule.timeZone)),
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
