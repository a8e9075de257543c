import ipaddr from "ipaddr.js";

/** Addresses from one to another, both included, in canonical form and of one family. */
export interface IpRange {
  first: string;
  last: string;
}

/** What is written is no range; the message says why. */
export class IpRangeError extends Error {}

/**
 * `192.0.2.0/24`, `192.0.2.0-192.0.2.255`, `192.0.2.*`, a single address, and the same of IPv6. Throws IpRangeError. A range that
 * holds every address is refused: whoever writes it means something else.
 */
export function parseIpRange(text: string): IpRange {
  const bare = text.trim();
  if (bare.includes("/")) return cidr(bare);
  if (/^\d+(?:\.\d+){0,2}(?:\.\*)+$/.test(bare)) return stars(bare);
  const [from = "", to = from, ...more] = bare.split(/\s*[-–—]\s*/);
  if (more.length > 0) throw new IpRangeError(`${bare} has more than one dash`);
  const [first, last] = [address(from, bare), address(to, bare)];
  if (first.kind() !== last.kind())
    throw new IpRangeError(`${bare} begins as ${first.kind()} and ends as ${last.kind()}`);
  if (compare(first, last) > 0) throw new IpRangeError(`${bare} ends before it begins`);
  return { first: first.toString(), last: last.toString() };
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function address(text: string, whole: string): Address {
  if (!ipaddr.isValid(text) || (!text.includes(":") && text.split(".").length !== 4))
    throw new IpRangeError(`${whole} is no address`);
  return ipaddr.process(text);
}

function cidr(text: string): IpRange {
  const [base = "", bits = ""] = text.split("/");
  const parsed = address(base.trim(), text);
  const width = parsed.kind() === "ipv4" ? 32 : 128;
  const prefix = Number(bits);
  if (!/^\d+$/.test(bits.trim()) || prefix > width) throw new IpRangeError(`${text} has no prefix from 1 to ${width}`);
  if (prefix === 0) throw new IpRangeError(`${text} is every address`);
  const kind = parsed.kind() === "ipv4" ? ipaddr.IPv4 : ipaddr.IPv6;
  const whole = `${parsed.toString()}/${prefix}`;
  return {
    first: kind.networkAddressFromCIDR(whole).toString(),
    last: parsed.kind() === "ipv4" ? ipaddr.IPv4.broadcastAddressFromCIDR(whole).toString() : lastOfV6(whole),
  };
}

const lastOfV6 = (whole: string): string => ipaddr.IPv6.broadcastAddressFromCIDR(whole).toString();

function stars(text: string): IpRange {
  const parts = text.split(".");
  if (parts.length > 4) throw new IpRangeError(`${text} is no address`);
  const filled = (by: string) =>
    [...parts, "*", "*", "*"]
      .slice(0, 4)
      .map((part) => (part === "*" ? by : part))
      .join(".");
  return { first: address(filled("0"), text).toString(), last: address(filled("255"), text).toString() };
}

function compare(a: Address, b: Address): number {
  const [left, right] = [a.toByteArray(), b.toByteArray()];
  for (let i = 0; i < left.length; i += 1) if (left[i] !== right[i]) return (left[i] ?? 0) - (right[i] ?? 0);
  return 0;
}
