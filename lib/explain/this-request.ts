import { institutionNames } from "@/lib/catalog/sql/institutions";
import { type DropReason, dropReason } from "@/lib/collector/classify";
import { type DoorRequest, isAutomated, isOptedOut, purposeOf } from "@/lib/collector/door";
import type { Recorder } from "@/lib/collector/recorder";
import type { Placement } from "@/lib/collector/robots";

/** What would become of a request like this one, were it for an article. */
export interface Decision {
  /** Why it would not be recorded, if it would not. */
  dropped: DropReason | undefined;
  placement: Placement;
  /** The loaded list that names the user agent, and its pattern. */
  listing: { list: string; pattern: string } | undefined;
  /** The headers by which the browser asks not to be counted, as it sent them. */
  signals: string[];
  /** The country, ISO 3166-1 alpha-2 or ZZ, and institutions; undefined when it is not sure whose the address is. */
  origin: { country: string; institutions: string[] } | undefined;
}

/** Anybody's, and nobody's. */
const NO_ADDRESS = "0.0.0.0";

/** Decided by the recorder itself, by the lists and ranges it goes by. Nothing is recorded. */
export async function decisionOn(
  recorder: Recorder,
  { method, header, address }: Pick<DoorRequest, "method" | "header"> & { address: string | undefined },
): Promise<Decision> {
  const { placement, listing, origin } = await recorder.judge({
    address: address ?? NO_ADDRESS,
    userAgent: header("user-agent"),
    automated: isAutomated(recorder.automationHeaders, header),
  });
  const ids = origin.institutions === "" ? [] : origin.institutions.split(",").map(Number);
  const optedOut = recorder.dropsOptedOut && isOptedOut(header) ? "opted_out" : undefined;
  return {
    dropped: optedOut ?? dropReason({ method, status: 200, purpose: purposeOf(header) }),
    placement,
    listing,
    signals: [...(header("dnt") === "1" ? ["DNT: 1"] : []), ...(header("sec-gpc") === "1" ? ["Sec-GPC: 1"] : [])],
    origin:
      address === undefined
        ? undefined
        : { country: origin.country, institutions: await institutionNames(recorder.db, ids) },
  };
}
