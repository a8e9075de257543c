import type { RobotList } from "./robots";

export class RobotListError extends Error {}

/**
 * Reads a list in either of the forms COUNTER R5.1.1 names: COUNTER's own, an array of `{ "pattern": … }`, whose patterns are
 * regular expressions; or ai.robots.txt, an object keyed by agent names, which are matched as whole words because some
 * ("Code", "Operator") are ordinary ones. Throws RobotListError naming the entry at fault.
 */
export function parseRobotList(source: string): RobotList {
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch {
    throw new RobotListError("is not JSON");
  }
  if (Array.isArray(json)) return { name: "counter", lane: "crawler", patterns: json.map(patternOf) };
  if (typeof json === "object" && json !== null) {
    const names = Object.keys(json).filter((name) => name.trim() !== "");
    if (names.length === 0) throw new RobotListError("names no agent");
    return { name: "ai.robots.txt", lane: "agent", patterns: names.map(wholeWord) };
  }
  throw new RobotListError("is neither COUNTER's list nor ai.robots.txt's");
}

function patternOf(entry: unknown, i: number): string {
  const pattern = typeof entry === "object" && entry !== null && "pattern" in entry ? entry.pattern : undefined;
  if (typeof pattern !== "string" || pattern === "") throw new RobotListError(`entry ${i} has no pattern`);
  try {
    new RegExp(pattern, "i");
  } catch {
    throw new RobotListError(`entry ${i}: ${pattern} is no regular expression`);
  }
  return pattern;
}

const wholeWord = (name: string): string =>
  `(?<![A-Za-z0-9])${name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![A-Za-z0-9])`;
