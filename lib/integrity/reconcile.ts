import type { Day } from "@/lib/calendar/day";
import type { FlagState } from "@/lib/db/schema/integrity";
import { Evidence, type Finding, weightOf } from "./evidence";

/** A decided flag is shown again when half as much again is in question as when it was decided, and not for a handful. */
const GREW = 1.5;
const GREW_BY = 30;

export interface KnownFlag extends Finding {
  id: number;
  state: FlagState;
}

export interface Reconciled {
  raise: Finding[];
  /** Open flags whose days or evidence are others now. */
  update: { id: number; to: Finding }[];
  /** Decided flags that are open again. */
  reopen: { id: number; to: Finding }[];
  /** Open flags that the figures no longer speak for, or of which another one tells. */
  withdraw: number[];
}

/**
 * What is to be done so that the flags say what the rules found, when they looked at all that `inScope` says. A flag is one per article,
 * rule and first day. An open one follows the figures, and goes with them when nobody decided on it; a decided one stays decided
 * unless it grew materially.
 */
export function reconcile(
  flags: readonly KnownFlag[],
  found: readonly Finding[],
  inScope: (flag: KnownFlag) => boolean,
): Reconciled {
  const done: Reconciled = { raise: [], update: [], reopen: [], withdraw: [] };
  const byStart = new Map(flags.map((flag) => [keyOf(flag), flag]));
  // A flag that a finding begins with is that finding's own; of the others, the first day of what is open may have moved.
  const met = new Set(found.flatMap((finding) => byStart.get(keyOf(finding))?.id ?? []));
  const open = flags.filter(({ state }) => state === "open");
  for (const finding of found) {
    const same =
      byStart.get(keyOf(finding)) ??
      open.find((flag) => !met.has(flag.id) && subjectOf(flag) === subjectOf(finding) && overlaps(flag, finding));
    if (!same) {
      done.raise.push(finding);
      continue;
    }
    met.add(same.id);
    if (same.state !== "open") {
      if (grew(same, finding)) done.reopen.push({ id: same.id, to: finding });
    } else if (!isSame(same, finding)) done.update.push({ id: same.id, to: finding });
  }
  const isTold = (flag: KnownFlag) => found.some((one) => subjectOf(one) === subjectOf(flag) && overlaps(one, flag));
  done.withdraw = open.filter((flag) => !met.has(flag.id) && (inScope(flag) || isTold(flag))).map(({ id }) => id);
  return done;
}

const subjectOf = ({ articleId, evidence }: Finding): string => `${evidence.rule} ${articleId ?? "journal"}`;
const keyOf = (finding: Finding): string => `${subjectOf(finding)} ${finding.from}`;

const overlaps = (a: { from: Day; to: Day }, b: { from: Day; to: Day }): boolean => a.from <= b.to && b.from <= a.to;

const isSame = (a: Finding, b: Finding): boolean => a.from === b.from && a.to === b.to && written(a) === written(b);
/** As the schema orders it, whoever made it. */
const written = ({ evidence }: Finding): string => JSON.stringify(Evidence.parse(evidence));

function grew(flag: KnownFlag, finding: Finding): boolean {
  const [before, after] = [weightOf(flag.evidence), weightOf(finding.evidence)];
  return after >= GREW * before && after >= before + GREW_BY;
}
