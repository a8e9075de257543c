import type { JobState } from "@/lib/jobs/states";
import { clockWords } from "@/lib/usage/words";

/** How a job stands, in a sentence; why it fails is for whoever keeps the site. */
export function standingWords(state: JobState, now: Date, why: boolean): string {
  const { standing, last, lastGood, failure } = state;
  const at = (iso: string | null) => (iso === null ? "" : clockWords(iso, now));
  switch (standing) {
    case "well":
      return "Well";
    case "under-way":
      return `Under way since ${at(last)}`;
    case "late":
      return "Did not run when it should have";
    case "never":
      return "Has not run yet";
    case "failing": {
      const since = lastGood === null ? "Has failed each time" : `Has failed since ${at(lastGood)}`;
      return why ? `${since}: ${failure}. It is tried again by itself.` : `${since}, and is tried again.`;
    }
  }
}

/** When a job runs again, as far as it is known. */
export function nextWords({ standing, next, queued }: JobState, now: Date): string {
  if (standing === "late" || standing === "never" || next === null) return "–";
  if (!queued || Date.parse(next) <= now.getTime()) return "in a moment";
  return clockWords(next, now);
}

/** How all of them stand together. */
export function sumWords(states: readonly JobState[]): string {
  const unwell = states.filter(({ standing }) => standing === "failing" || standing === "late").length;
  if (states.every(({ standing }) => standing === "never")) return "No job has run yet.";
  if (unwell === 0) return `All ${states.length} jobs run as they should.`;
  return `${unwell} of ${states.length} jobs ${unwell === 1 ? "wants" : "want"} a look.`;
}
