import { beginning } from "@/lib/db/storable";
import { LONGEST_REQUESTOR_NAME } from "@/lib/reports/counter/keep-requestors";

/** Longest list of institutions a form takes: it comes back in the address when something is wrong with it. */
export const LONGEST_CUSTOMERS = 2_000;

export interface RequestorTexts {
  requestorId: string;
  name: string;
  world: boolean;
  /** One a line. */
  customers: string;
}

/** What a form, or an address that brings it back, says of a requestor. */
export const requestorTexts = (source: URLSearchParams): RequestorTexts => ({
  requestorId: beginning((source.get("requestorId") ?? "").trim(), 100),
  name: beginning((source.get("name") ?? "").trim(), LONGEST_REQUESTOR_NAME),
  world: source.get("world") === "yes",
  customers: beginning(source.get("customers") ?? "", LONGEST_CUSTOMERS),
});

export const requestorSearch = (
  state: string,
  { world, ...texts }: RequestorTexts,
  more: Record<string, string> = {},
) => new URLSearchParams({ state, ...texts, world: world ? "yes" : "no", ...more });
