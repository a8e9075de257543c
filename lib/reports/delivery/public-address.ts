import ipaddr from "ipaddr.js";

/** What answers to machines of a cloud about themselves, at addresses that are public by their range alone. */
const METADATA = new Set(["168.63.129.16"]);

/**
 * Whether an address (no name) is one of the public internet. Whoever types a webhook must not reach this machine, its network or its
 * cloud's metadata through us: everything that IANA lists for a special purpose is none, and neither is IPv4 in IPv6's clothes.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return parsed.range() === "unicast" && !METADATA.has(parsed.toString());
}
