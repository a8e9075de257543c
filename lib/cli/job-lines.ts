import type { JobState } from "@/lib/jobs/states";
import { everyWords, tookWords } from "@/lib/jobs/words";

const HEAD = ["Job", "How often", "Last", "Took", "Next", "How it stands"];
const APART = 2;

/** Jobs as a table for a terminal: when each last ran and does again, how long it took, and why it fails. */
export function jobLines(states: readonly JobState[], now: Date): string[] {
  const rows = [HEAD, ...states.map((state) => cells(state, now))];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)) + APART);
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("")
      .trimEnd(),
  );
}

const cells = (state: JobState, now: Date): string[] => [
  state.name,
  everyWords(state.every),
  instant(state.last),
  state.tookMs === null ? "-" : tookWords(state.tookMs),
  next(state, now),
  standing(state),
];

const instant = (iso: string | null): string => (iso === null ? "-" : `${new Date(iso).toISOString().slice(0, 19)}Z`);

function next({ standing, queued, next }: JobState, now: Date): string {
  if (standing === "late" || standing === "never" || next === null) return "-";
  return queued && Date.parse(next) > now.getTime() ? instant(next) : "in a moment";
}

function standing({ standing, last, lastGood, failure }: JobState): string {
  switch (standing) {
    case "well":
      return "well";
    case "under-way":
      return `under way since ${instant(last)}`;
    case "late":
      return "did not run when it should have";
    case "never":
      return "has not run yet";
    case "failing":
      return `${lastGood === null ? "has failed each time" : `has failed since ${instant(lastGood)}`}: ${failure}`;
  }
}
