import { promises as dns, type LookupAddress } from "node:dns";
import { isIP } from "node:net";
import { isPublicAddress } from "./public-address";

/** Where a webhook's host was found to be: what is connected to, and nothing else. */
export type Found =
  | { kind: "found"; url: URL; addresses: LookupAddress[] }
  /** `passing` is what may be otherwise in an hour. */
  | { kind: "fault"; words: string; passing: boolean };

export type Resolve = (host: string) => Promise<LookupAddress[]>;
const resolveHost: Resolve = (host) => dns.lookup(host, { all: true });

const fault = (words: string, passing = false): Found => ({ kind: "fault", words, passing });

/** What is wrong with a webhook's address as it is written; its parts when nothing is. */
export function parseWebhook(address: string, privately: boolean): URL | string {
  if (!URL.canParse(address)) return "This is no address. Write it whole, like https://example.org/reports.";
  const url = new URL(address);
  if (url.protocol !== "https:" && !(privately && url.protocol === "http:"))
    return "Webhooks go to https addresses only.";
  if (url.username || url.password)
    return "Leave user and password out of the address: what is sent is signed with a secret.";
  return url;
}

/** Looks a webhook's host up, and refuses one of whose addresses any is not public: it might be the next that is asked. */
export async function findWebhook(address: string, privately: boolean, resolve: Resolve = resolveHost): Promise<Found> {
  const url = parseWebhook(address, privately);
  if (typeof url === "string") return fault(url);
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const family = isIP(host);
  let addresses: LookupAddress[];
  try {
    addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
  } catch {
    return fault(`The host ${host} was not found.`, true);
  }
  if (addresses.length === 0) return fault(`The host ${host} was not found.`, true);
  if (!privately && !addresses.every((one) => isPublicAddress(one.address)))
    return fault(`The host ${host} is not on the public internet, and webhooks go nowhere else.`);
  return { kind: "found", url, addresses };
}
