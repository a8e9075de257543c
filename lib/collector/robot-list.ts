import { createHash } from "node:crypto";
import { runInNewContext } from "node:vm";
import { type Day, isDay } from "@/lib/calendar/day";
import type { RobotList } from "./robots";

export class RobotListError extends Error {}

/** A list as it was written, with what tells one version of it from another. */
export interface ParsedRobotList extends RobotList {
  /** The first 12 digits of its SHA-256. */
  version: string;
  /** The newest date in it. */
  dated: Day | undefined;
}

/** No list of robots is longer. */
const LONGEST = 5_000_000;

/**
 * Reads a list in either of the forms COUNTER R5.1.1 names: COUNTER's own, an array of `{ "pattern": … }`, whose patterns are
 * regular expressions; or ai.robots.txt, an object keyed by agent names, which are matched as whole words because some
 * ("Code", "Operator") are ordinary ones. Throws RobotListError naming the entry at fault.
 */
export function parseRobotList(source: string): ParsedRobotList {
  if (source.length > LONGEST) throw new RobotListError("is longer than any list of robots");
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch {
    throw new RobotListError("is not JSON");
  }
  const version = createHash("sha256").update(source).digest("hex").slice(0, 12);
  if (Array.isArray(json)) {
    if (json.length === 0) throw new RobotListError("names no robot");
    return { name: "counter", lane: "crawler", patterns: json.map(patternOf), version, dated: newestDate(json) };
  }
  if (typeof json === "object" && json !== null) {
    const names = Object.keys(json).filter((name) => name.trim() !== "");
    if (names.length === 0) throw new RobotListError("names no agent");
    return { name: "ai.robots.txt", lane: "agent", patterns: names.map(wholeWord), version, dated: undefined };
  }
  throw new RobotListError("is neither COUNTER's list nor ai.robots.txt's");
}

function patternOf(entry: unknown, i: number): string {
  const pattern = typeof entry === "object" && entry !== null && "pattern" in entry ? entry.pattern : undefined;
  if (typeof pattern !== "string" || pattern === "") throw new RobotListError(`entry ${i} has no pattern`);
  checkPattern(pattern, `entry ${i}: `);
  return pattern;
}

/** Throws RobotListError for what is no regular expression, and for one that somebody's user agent could hang us with. */
export function checkPattern(pattern: string, where = ""): void {
  try {
    new RegExp(pattern, "i");
  } catch {
    throw new RobotListError(`${where}${pattern} is no regular expression`);
  }
  // What the pattern itself is made of, again and again, is what a careless one chokes on.
  const stuff = [...new Set(pattern.replace(/[^\w]/g, ""))].join("").slice(0, 8) || "a";
  const hard = ["a", " ", "0", stuff, stuff[0] ?? "a", "/"].map(
    (part) => `${part.repeat(Math.ceil(400 / part.length))}!`,
  );
  for (const timeout of PATIENCE_MS) {
    try {
      runInNewContext("hard.forEach((text) => new RegExp(pattern, 'i').test(text))", { hard, pattern }, { timeout });
      return;
    } catch {
      // A good one takes microseconds; on a machine that has other things to do even that may be late, and once more.
    }
  }
  throw new RobotListError(`${where}${pattern} takes too long on some user agents`);
}

const PATIENCE_MS = [200, 500, 2_000];

/** COUNTER's entries say when they were last changed. */
function newestDate(entries: readonly object[]): Day | undefined {
  const days = entries.flatMap((entry) =>
    Object.values(entry).map((value) => String(value).slice(0, 10).replaceAll("/", "-")),
  );
  return days.filter(isDay).toSorted().at(-1);
}

const wholeWord = (name: string): string =>
  `(?<![A-Za-z0-9])${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![A-Za-z0-9])`;
