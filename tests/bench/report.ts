import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import os from "node:os";

export interface Line {
  what: string;
  figure: string;
  target: string;
  /** Undefined where there is nothing to reach. */
  reached: boolean | undefined;
}

const lines: Line[] = [];

/** Prints a result with the target beside it, and keeps it for the report. */
export function result(what: string, figure: string, target = "", reached?: boolean): void {
  lines.push({ what, figure, target, reached });
  const mark = reached === undefined ? "" : reached ? "  reached" : "  MISSED";
  console.log(`${what.padEnd(58)} ${figure.padStart(24)}  ${target}${mark}`);
}

export const printed = (): readonly Line[] => lines;

/** Takes over what another process printed. */
export const collected = (more: readonly Line[]): void => void lines.push(...more);

export const whole = (count: number): string => Math.round(count).toLocaleString("en-GB");

/** What was measured on: figures of another machine are other figures. */
export function machine(): string {
  const cpu = os.cpus()[0]?.model ?? "unknown processor";
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${os.cpus().length} × ${cpu}, ${memory} GiB, ${os.type()} ${os.release()}, Node ${process.versions.node}`;
}

/** Resident memory of a process in MB, and the most it ever had. */
export function memoryOf(pid: number): { now: number; peak: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
  return { now: kb("VmRSS") / 1024, peak: kb("VmHWM") / 1024 };
}

const START = "<!-- bench: start -->";
const END = "<!-- bench: end -->";

/** Puts the table of this run into docs/performance.md, between its marks. */
export function writeReport(file: string): void {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const table = [
    START,
    `Measured ${new Date().toISOString().slice(0, 10)} at ${commit}, on ${machine()}; server, Postgres and load generator on it together.`,
    "",
    "| What | Measured | Target |",
    "|---|---|---|",
    ...lines.map(
      ({ what, figure, target, reached }) =>
        `| ${what} | ${figure}${reached === false ? " (missed)" : ""} | ${target} |`,
    ),
    END,
  ].join("\n");
  const text = readFileSync(file, "utf8");
  const [before = "", rest = ""] = text.split(START);
  writeFileSync(file, `${before}${table}${rest.split(END)[1] ?? "\n"}`);
}
