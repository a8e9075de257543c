import ipaddr from "ipaddr.js";

const HOUR_MS = 3_600_000;
/** Networks remembered; when there are more, all are forgotten, and the limits of mailboxes and of the hour go on holding. */
const REMEMBERED = 10_000;

/** How often one network may do something in an hour. In memory only, and for an hour: network addresses are stored nowhere. */
export class VisitorLimit {
  readonly #most: number;
  readonly #asked = new Map<string, number[]>();

  constructor(most: number) {
    this.#most = most;
  }

  /** True, and counted, when the address may; a household's whole IPv6 network is one visitor. */
  take(address: string, now = performance.now()): boolean {
    const network = networkOf(address);
    const recent = (this.#asked.get(network) ?? []).filter((at) => at > now - HOUR_MS);
    if (recent.length >= this.#most) return false;
    if (!this.#asked.has(network) && this.#asked.size >= REMEMBERED) this.#asked.clear();
    this.#asked.set(network, [...recent, now]);
    return true;
  }
}

function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const parsed = ipaddr.process(address);
  return parsed.kind() === "ipv6" ? parsed.toByteArray().slice(0, 8).join(".") : parsed.toString();
}
