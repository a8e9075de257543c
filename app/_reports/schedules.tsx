import form from "@/app/_forms/form.module.css";
import { Fold } from "@/app/_frame/fold";
import { dayOf } from "@/lib/calendar/day";
import type { ScheduleFaults } from "@/lib/reports/definition/schedule";
import { Rule } from "@/lib/reports/schedule/rule";
import { slotsAfter } from "@/lib/reports/schedule/slots";
import { ruleWords } from "@/lib/reports/schedule/words";
import type { ScheduleWithTargets } from "@/lib/reports/sql/definitions";
import { dayWords } from "@/lib/usage/words";
import { NextDates } from "./next-dates";
import styles from "./reports.module.css";
import { type Possible, ScheduleForm } from "./schedule-form";
import { type ScheduleTexts, scheduleTexts } from "./typed-schedule";
import { TARGET_WORDS } from "./what-words";

/** What was typed into a schedule's form and is not saved. */
export interface TypedNow {
  /** Undefined for a new schedule. */
  id: number | undefined;
  texts: ScheduleTexts;
  faults: ScheduleFaults;
  dates: readonly Date[];
}

/** The schedules of a report, each a sentence with its next three dates, and the form for another. */
export function Schedules({
  at,
  schedules,
  typed,
  possible,
  defines,
}: {
  /** Where the report is. */
  at: string;
  schedules: readonly ScheduleWithTargets[];
  typed: TypedNow | undefined;
  possible: Possible;
  defines: boolean;
}) {
  const action = `${at}/schedules/save`;
  return (
    <>
      {schedules.map((schedule) => {
        const rule = Rule.safeParse(schedule.rule);
        if (!rule.success) return null;
        const mine = typed?.id === schedule.id ? typed : undefined;
        return (
          <div key={schedule.id} className={styles.schedule} id={`schedule-${schedule.id}`}>
            <h3>Sent {ruleWords(rule.data)}</h3>
            {schedule.paused ? (
              <p>Paused: nothing is made until it is resumed.</p>
            ) : (
              <NextDates
                dates={[schedule.next, ...slotsAfter(rule.data, schedule.next, 2)]}
                timeZone={rule.data.timeZone}
              />
            )}
            <ul>
              {schedule.targets.map(({ id, kind, address, secret, left }) => (
                <li key={id}>
                  {TARGET_WORDS[kind]}: <bdi>{address}</bdi>
                  {left && ` – wanted no more on ${dayWords(dayOf(left))}`}
                  {secret && defines && (
                    <Fold className={styles.fold}>
                      <summary>Its secret</summary>
                      <code>{secret}</code>
                    </Fold>
                  )}
                </li>
              ))}
            </ul>
            <p className={styles.note}>
              {schedule.whenEmpty === "say" ? "An empty report says so in one line." : "An empty report is not sent."}{" "}
              It waits {Math.round(schedule.waitHours / 24)} days for its days to be counted.
            </p>
            {defines && (
              <>
                <form method="post" action={`${at}/schedules/${schedule.id}/change`} className={styles.buttons}>
                  <button
                    type="submit"
                    name="press"
                    value={schedule.paused ? "resume" : "pause"}
                    className={styles.small}
                  >
                    {schedule.paused ? "Resume" : "Pause"}
                  </button>
                  <button type="submit" name="press" value="remove" className={styles.small}>
                    Remove
                  </button>
                </form>
                <details className={styles.fold} open={mine !== undefined}>
                  <summary>Change</summary>
                  <ScheduleForm
                    {...{ action, id: schedule.id, possible }}
                    texts={
                      mine?.texts ??
                      scheduleTexts({
                        ...schedule,
                        rule: rule.data,
                        targets: schedule.targets.filter(({ left }) => left === null),
                      })
                    }
                    faults={mine?.faults ?? {}}
                    dates={mine?.dates ?? []}
                  />
                </details>
              </>
            )}
          </div>
        );
      })}
      {schedules.length === 0 && !defines && <p className={styles.note}>It has no schedule.</p>}
      {defines && (
        <details
          className={styles.fold}
          open={schedules.length === 0 || (typed !== undefined && typed.id === undefined)}
        >
          <summary>{schedules.length === 0 ? "Send it by itself" : "Another schedule"}</summary>
          <ScheduleForm
            {...{ action, id: undefined, possible }}
            texts={typed && typed.id === undefined ? typed.texts : {}}
            faults={typed && typed.id === undefined ? typed.faults : {}}
            dates={typed && typed.id === undefined ? typed.dates : []}
          />
        </details>
      )}
    </>
  );
}

/** Makes a report now: to look at, or as a mail to whoever presses the button. */
export function MakeNow({ at, email }: { at: string; email: string }) {
  return (
    <form method="post" action={`${at}/make`} className={styles.buttons}>
      <button type="submit" name="press" value="hand" className={form.second}>
        Make it now
      </button>
      <button type="submit" name="press" value="test" className={form.second}>
        Send me a test now
      </button>
      <span className={styles.note}>The test goes to {email}.</span>
    </form>
  );
}
