import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import type { RobotList } from "../robots";

const CODES = { crawler: "c", agent: "a", reader: "r" } as const;

/** The lists in force. */
export async function robotListRows({ $client: sql }: Db): Promise<RobotList[]> {
  const rows = await sql<{ name: string; lane: string; patterns: string[] }[]>`
    select name, lane, patterns from robot_lists order by name`;
  return rows.map(({ name, lane, patterns }) => ({ name, patterns, lane: lane === "a" ? "agent" : "crawler" }));
}

export interface RobotListState {
  name: string;
  lane: "agent" | "crawler";
  patterns: number;
  version: string;
  dated: Day | null;
  loaded: string;
  source: string;
  checked: string | null;
  failure: string | null;
}

/** The lists with where they are from, and how the last look for a newer one went. */
export async function robotListStates({ $client: sql }: Db): Promise<RobotListState[]> {
  return sql<RobotListState[]>`
    select name, case lane when 'a' then 'agent' else 'crawler' end as lane, jsonb_array_length(patterns) as patterns,
      version, dated, loaded, source, checked, failure
    from robot_lists order by name`;
}

export interface LoadedRobotList extends RobotList {
  version: string;
  dated: Day | undefined;
  source: string;
}

/** Puts lists in force, all of them or none. One that is the same as before was looked for and did not change. */
export async function replaceRobotLists({ $client: sql }: Db, lists: readonly LoadedRobotList[]): Promise<void> {
  await sql.begin(async (tx) => {
    for (const { name, lane, patterns, version, dated, source } of lists) {
      await tx`
        insert into robot_lists (name, lane, patterns, version, dated, source, loaded, checked)
        values (${name}, ${CODES[lane]}, ${JSON.stringify(patterns)}::text::jsonb, ${version}, ${dated ?? null}, ${source}, now(), now())
        on conflict (name) do update set lane = excluded.lane, patterns = excluded.patterns, version = excluded.version,
          dated = excluded.dated, source = excluded.source, checked = excluded.checked, failure = null,
          loaded = case when robot_lists.patterns = excluded.patterns and robot_lists.lane = excluded.lane
            then robot_lists.loaded else excluded.loaded end`;
      await tx`
        insert into robot_list_changes (name, changed, version, patterns)
        select name, loaded, version, jsonb_array_length(patterns) from robot_lists where name = ${name}
        on conflict do nothing`;
    }
  });
}

/** Notes that a newer list could not be had; the one in force stays. */
export async function robotListFailed({ $client: sql }: Db, source: string, failure: string): Promise<void> {
  await sql`update robot_lists set checked = now(), failure = ${failure} where source = ${source}`;
}

/** Whether stored events are to be placed anew: at once after a change, and again when every collector has taken it up. */
export async function wantsRelabelling({ $client: sql }: Db): Promise<boolean> {
  const rows = await sql`
    select from robot_lists where relabelled is null or relabelled < loaded
      or (relabelled < loaded + interval '2 minutes' and now() > loaded + interval '2 minutes')`;
  return rows.length > 0;
}

/** Events are placed by the lists as they were at an instant. */
export async function relabelledAt({ $client: sql }: Db, at: Date): Promise<void> {
  await sql`update robot_lists set relabelled = ${at.toISOString()}`;
}
