/** Percentages of fewer say nothing. */
const FEWEST = 20;

/** How a figure changed: by a share of what it was, by a number where that was too small for one, or not to be told. */
export type Change = { kind: "share"; share: number } | { kind: "number"; by: number } | { kind: "unknown" };

/** field.md §4 item 5: a percentage only of twenty or more. `before` is undefined where nothing is on record of those days. */
export function changeOf(now: number, before: number | undefined): Change {
  if (before === undefined) return { kind: "unknown" };
  if (before < FEWEST) return { kind: "number", by: now - before };
  return { kind: "share", share: (now - before) / before };
}
