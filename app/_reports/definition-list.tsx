import Link from "next/link";
import desk from "@/app/_desk/desk.module.css";
import page from "@/app/_frame/page.module.css";
import { formatsWords } from "@/app/_reports/what-words";
import type { Definition } from "@/lib/reports/definition/define";
import { parsePeriod } from "@/lib/reports/schedule/period";
import { Rule } from "@/lib/reports/schedule/rule";
import { periodKindWords, ruleWords } from "@/lib/reports/schedule/words";
import type { ScheduleWithTargets } from "@/lib/reports/sql/definitions";
import { NextDates } from "./next-dates";
import styles from "./reports.module.css";

export interface ListedDefinition {
  definition: Definition;
  /** What it is of, in words. */
  words: string;
  schedules: readonly ScheduleWithTargets[];
}

/** Reports that are defined, with what each is of and when it is next made. */
export function DefinitionList({ listed, at }: { listed: readonly ListedDefinition[]; at: string }) {
  if (listed.length === 0) return <p className={desk.nothing}>No report is defined yet.</p>;
  return (
    <ul className={page.list}>
      {listed.map(({ definition, words, schedules }) => (
        <li key={definition.id}>
          <h3>
            <Link prefetch={false} href={`${at}/${definition.id}`}>
              <bdi>{definition.name}</bdi>
            </Link>
          </h3>
          <p className={page.meta}>
            {words}, of {periodWords(definition.period)}, as {formatsWords(definition.formats)}
          </p>
          {schedules.length === 0 && <p className={page.meta}>Made when somebody asks for it.</p>}
          {schedules.map((schedule) => (
            <ScheduleLine key={schedule.id} schedule={schedule} />
          ))}
        </li>
      ))}
    </ul>
  );
}

export function periodWords(period: string): string {
  const parsed = parsePeriod(period);
  return "period" in parsed ? periodKindWords(parsed.period) : period;
}

function ScheduleLine({ schedule }: { schedule: ScheduleWithTargets }) {
  const rule = Rule.safeParse(schedule.rule);
  if (!rule.success) return null;
  const places = schedule.targets.filter(({ left }) => left === null).length;
  return (
    <div className={styles.note}>
      Sent {ruleWords(rule.data)} to {places === 1 ? "one place" : `${places} places`}
      {schedule.paused ? ". Paused." : ""}
      {!schedule.paused && <NextDates dates={[schedule.next]} timeZone={rule.data.timeZone} />}
    </div>
  );
}
