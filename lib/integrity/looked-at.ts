import type { Finding, Rule } from "./evidence";
import type { KnownFlag } from "./reconcile";

/** What a rule found when it looked at part of a journal's figures. */
export interface LookedAt {
  rule: Rule;
  /** Given the flags there are: days in a row are one matter, also when only the last of them was looked at. */
  found: (flags: readonly KnownFlag[]) => Finding[];
  /** Whether a flag is of what was looked at, and would have been found. */
  inScope: (flag: KnownFlag) => boolean;
}
