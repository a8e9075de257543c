import type { ParseArgsConfig } from "node:util";
import type { Db } from "@/lib/db/connection";

/** Where a command says what it did: words for a person, or one JSON object with --json. */
export interface Output {
  json: boolean;
  /** A line for a person; silent with --json. */
  say: (line: string) => void;
  /** The command's result: printed as JSON with --json, by `words` otherwise. */
  result: (value: object, words: string) => void;
}

export type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

/** One operator command. It throws UsageError for a wrong call and anything else for a failure. */
export interface Command {
  name: string;
  summary: string;
  /** What --help prints under the first line. */
  help: string;
  options: NonNullable<ParseArgsConfig["options"]>;
  run: (call: { db: Db; dataDir: string; values: Values; words: string[]; out: Output }) => Promise<void>;
}

/** The call is wrong; the message says how. */
export class UsageError extends Error {}

export const textOf = (values: Values, name: string): string | undefined => {
  const value = values[name];
  return typeof value === "string" ? value : undefined;
};

export const textsOf = (values: Values, name: string): string[] => {
  const value = values[name];
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string");
};
