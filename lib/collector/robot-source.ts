import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import type { Db } from "@/lib/db/connection";
import { parseRobotList, RobotListError } from "./robot-list";
import { type LoadedRobotList, replaceRobotLists, robotListFailed, robotListRows, robotListStates } from "./sql/robots";

/** Where the two lists that COUNTER R5.1.1 names are published. */
export const PUBLIC_LISTS = [
  "https://raw.githubusercontent.com/Project-Counter/counter-bots/main/counter_bots.json",
  "https://raw.githubusercontent.com/ai-robots-txt/ai.robots.txt/main/robots.json",
] as const;

const PATIENCE_MS = 20_000;
const LONGEST = 5_000_000;
const WEEK_MS = 7 * 86_400_000;
const DAY_MS = 86_400_000;

/** Reads a list from an address, a file, or standard input for "-". The message of a fault names the source. */
export async function readSource(source: string): Promise<string> {
  if (source === "-") return text(process.stdin);
  if (!/^https?:\/\//i.test(source)) {
    return readFile(source, "utf8").catch(() => {
      throw new RobotListError(`${source} cannot be read`);
    });
  }
  try {
    const response = await fetch(source, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: "follow" });
    if (!response.ok) throw new Error(`it answers ${response.status}`);
    if (Number(response.headers.get("content-length") ?? 0) > LONGEST) throw new Error("it is too long");
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > LONGEST) throw new Error("it is too long");
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString();
  } catch (fault) {
    const why =
      fault instanceof Error ? (fault.name === "TimeoutError" ? "it does not answer in time" : fault.message) : fault;
    throw new RobotListError(`${source} cannot be had: ${why}`);
  }
}

export interface RobotListChange {
  name: string;
  lane: string;
  patterns: number;
  added: number;
  removed: number;
  version: string;
}

/**
 * Loads lists and puts them in force, all of them or none: when one cannot be had, is at fault, or has lost more than half of
 * its patterns (unless `force`), the last good lists stay, and the failure is kept with them.
 */
export async function loadRobotLists(
  db: Db,
  sources: readonly string[],
  { force = false, read = readSource }: { force?: boolean; read?: (source: string) => Promise<string> } = {},
): Promise<RobotListChange[]> {
  const before = new Map((await robotListRows(db)).map((list) => [list.name, list.patterns]));
  const lists: LoadedRobotList[] = [];
  const changes: RobotListChange[] = [];
  for (const source of sources) {
    try {
      const list = parsed(source, await read(source));
      const held = new Set(before.get(list.name) ?? []);
      const now = new Set(list.patterns);
      if (!force && held.size > 20 && now.size * 2 < held.size)
        throw new RobotListError(
          `${source} has ${now.size} patterns where there were ${held.size}: use --force if that is right`,
        );
      lists.push({ ...list, source });
      changes.push({
        name: list.name,
        lane: list.lane,
        patterns: now.size,
        added: [...now].filter((pattern) => !held.has(pattern)).length,
        removed: [...held].filter((pattern) => !now.has(pattern)).length,
        version: list.version,
      });
    } catch (fault) {
      if (fault instanceof RobotListError) await robotListFailed(db, source, fault.message);
      throw fault;
    }
  }
  await replaceRobotLists(db, lists);
  return changes;
}

function parsed(source: string, content: string) {
  try {
    return parseRobotList(content);
  } catch (fault) {
    throw fault instanceof RobotListError ? new RobotListError(`${source} ${fault.message}`) : fault;
  }
}

/**
 * Looks for newer versions of the lists that were loaded from the network: a week after the last look, a day after one that
 * failed. A failure is kept with the list, which stays in force.
 */
export async function refreshRobotLists(db: Db, now: Date, read = readSource): Promise<RobotListChange[]> {
  const changes: RobotListChange[] = [];
  for (const { source, checked, failure } of await robotListStates(db)) {
    if (!/^https?:/i.test(source)) continue;
    const since = now.getTime() - (checked === null ? 0 : Date.parse(checked));
    if (since < (failure === null ? WEEK_MS : DAY_MS)) continue;
    try {
      changes.push(...(await loadRobotLists(db, [source], { read })));
    } catch (fault) {
      if (!(fault instanceof RobotListError)) throw fault;
    }
  }
  return changes;
}
