import { LANE_CODES, type LaneCode } from "@/lib/counter/attributes";
import { LANE_REASON_CODES, type Placement } from "./robots";

/** A placement as the database writes it. */
export const placementCodes = ({ lane, reason }: Placement): { lane: LaneCode; reason: string } => ({
  lane: LANE_CODES[lane],
  reason: LANE_REASON_CODES[reason],
});
