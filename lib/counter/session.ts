import type { Click } from "./click";

/**
 * COUNTER R5.1 §7.3: a session is a logged session on one date, or a user in one clock hour of one date.
 * The hour is the clock's, not a sliding window, which is what makes uniques of days exact sums.
 */
export function sessionOf({ at, visitor, namedSession }: Click): string {
  const iso = at.toISOString();
  return `${visitor} ${iso.slice(0, namedSession ? 10 : 13)}`;
}
