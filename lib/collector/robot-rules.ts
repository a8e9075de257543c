import { readFileSync } from "node:fs";
import { list } from "isbot";
import type { Day } from "@/lib/calendar/day";
import type { Db } from "@/lib/db/connection";
import { projectFile } from "@/lib/db/project-file";
import footfall from "@/package.json" with { type: "json" };
import { DECLARED_AI } from "./robots";
import { robotListStates } from "./sql/robots";

/** A list of names or patterns that robots are known by. */
export interface ListInForce {
  name: string;
  lane: "agent" | "crawler";
  patterns: number;
  /** What tells one version from another. */
  version: string;
  /** The newest date in the list itself, where it has any. */
  dated: Day | undefined;
  /** Where it is from; undefined for what is part of Footfall. */
  source: string | undefined;
  /** When its patterns last changed here, and when a newer one was last looked for. */
  loaded: Date | undefined;
  checked: Date | undefined;
  /** Why the last look for a newer one failed: the list stays in force. */
  failure: string | undefined;
}

/** The lists that requests are judged by: those built in, and those that were loaded. */
export async function listsInForce(db: Db): Promise<ListInForce[]> {
  return [
    ...BUILT_IN(),
    ...(await robotListStates(db)).map(
      ({ name, lane, patterns, version, dated, source, loaded, checked, failure }): ListInForce => ({
        name,
        lane,
        patterns,
        version,
        dated: dated ?? undefined,
        source: source === "" ? undefined : source,
        loaded: new Date(loaded),
        checked: checked === null ? undefined : new Date(checked),
        failure: failure ?? undefined,
      }),
    ),
  ];
}

const UNDATED = { dated: undefined, loaded: undefined, checked: undefined, failure: undefined } as const;

const BUILT_IN = (): ListInForce[] => [
  {
    name: "AI tools by the names they declare",
    lane: "agent",
    patterns: DECLARED_AI.length,
    version: footfall.version,
    source: undefined,
    ...UNDATED,
  },
  {
    name: "isbot",
    lane: "crawler",
    patterns: list.length,
    version: isbotVersion(),
    source: "https://isbot.js.org",
    ...UNDATED,
  },
];

let known: string | undefined;

function isbotVersion(): string {
  const file = projectFile("node_modules", "isbot", "package.json");
  known ??= file === undefined ? "unknown" : String(JSON.parse(readFileSync(file, "utf8")).version);
  return known;
}
