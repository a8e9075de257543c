import ipaddr from "ipaddr.js";

/** An address in one canonical form, IPv4 in IPv6 as IPv4; undefined when the text is none. */
export function parseAddress(text: string): string | undefined {
  const bare = text.trim().replace(/^\[(.*)\](?::\d+)?$/, "$1");
  const withoutPort = /^\d+\.\d+\.\d+\.\d+:\d+$/.test(bare) ? bare.slice(0, bare.indexOf(":")) : bare;
  return ipaddr.isValid(withoutPort) ? ipaddr.process(withoutPort).toString() : undefined;
}

/**
 * The reader's address: of the `trusted` proxies of ours each added one entry at the end of X-Forwarded-For; whatever
 * stands before those was sent by anybody and is not believed.
 */
export function clientAddress(remote: string | undefined, forwardedFor: string | undefined, trusted: number): string {
  const direct = parseAddress(remote ?? "") ?? "0.0.0.0";
  if (trusted === 0 || !forwardedFor) return direct;
  const entries = forwardedFor.split(",");
  const entry = entries[Math.max(0, entries.length - trusted)];
  return parseAddress(entry ?? "") ?? direct;
}
