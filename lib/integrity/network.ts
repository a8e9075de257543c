import type { Day } from "@/lib/calendar/day";
import type { EvidenceOf } from "./evidence";

/** A network that makes more of an article's day than this is shown to an editor. */
export const NETWORK_SHARE = 0.4;
/** … when it made at least so many requests: of ten readers, four in one building are nothing. */
export const NETWORK_LEAST = 30;

/** What one network, by its name of the day, asked of an article on a UTC day; 0 is no name. */
export interface NetworkUsage {
  network: number;
  usage: number;
  visitors: number;
}

export type NetworkDay = EvidenceOf<"network">["days"][number];

/**
 * The networks that make more than 40 % of the requests of an article's readers on a day, and at least 30. Requests whose network has no
 * name are part of the whole, and no network.
 */
export function networkDay(day: Day, of: readonly NetworkUsage[]): NetworkDay | undefined {
  const usage = of.reduce((sum, one) => sum + one.usage, 0);
  const networks = of
    .filter((one) => one.network !== 0 && one.usage >= NETWORK_LEAST && one.usage > NETWORK_SHARE * usage)
    .toSorted((a, b) => b.usage - a.usage || a.network - b.network);
  return networks.length === 0 ? undefined : { day, usage, networks };
}
