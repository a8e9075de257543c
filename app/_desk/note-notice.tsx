import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import { LONGEST_NOTE, type NoteFault } from "@/lib/desk/annotate";

const FAULTS: Record<NoteFault | "gone", string> = {
  day: "The day must be one like 2026-01-31, from 1990 on.",
  words: "Say what happened.",
  long: `A note has at most ${LONGEST_NOTE} characters: it stands in a chart.`,
  doi: "No article of this journal has that DOI.",
  both: "A note is of an article or of a special issue; take one of them away.",
  "special-issue": "This journal has no such special issue.",
  gone: "That note is not there any more.",
};
const DONE = new Map([
  ["noted", "It is noted. Public pages show it within ten seconds, if they are to."],
  ["removed", "The note is taken away."],
]);

const isFault = (state: string): state is keyof typeof FAULTS => Object.hasOwn(FAULTS, state);

/** What came of a form about notes. */
export function NoteNotice({ state }: { state: string | undefined }) {
  if (state === undefined) return null;
  if (isFault(state)) return <FaultNotice>{FAULTS[state]}</FaultNotice>;
  const done = DONE.get(state);
  return done === undefined ? null : <GoodNotice>{done}</GoodNotice>;
}
