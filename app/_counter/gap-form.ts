import { beginning } from "@/lib/db/storable";
import { type GapTexts, LONGEST_REASON } from "@/lib/reports/counter/gap";

/** What a form, or an address that brings it back, says of a gap. */
export const gapTexts = (source: URLSearchParams): GapTexts => ({
  from: beginning(source.get("from") ?? "", 50),
  to: beginning(source.get("to") ?? "", 50),
  reason: beginning(source.get("reason") ?? "", LONGEST_REASON + 100),
});
