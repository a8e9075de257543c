import { createHmac } from "node:crypto";
import ipaddr from "ipaddr.js";
import { DAY_MS, type Day, dayOf } from "@/lib/calendar/day";
import { DOUBLE_CLICK_MS } from "@/lib/counter/double-click";
import type { Access } from "./access";

/** A user for one UTC day: 64 bits, from which nobody can be found once the day's secret is destroyed. */
export type Visitor = bigint;

/** COUNTER R5.1 §7.2: the most reliable name wins, a logged session over address and user agent. */
export function nameVisitor(secret: Buffer, who: Pick<Access, "address" | "userAgent" | "session">): Visitor {
  const name = who.session === undefined ? `a\0${who.address}\0${who.userAgent ?? ""}` : `s\0${who.session}`;
  // By its digits rather than as a buffer: a quarter faster, and an import names a million readers.
  const digits = createHmac("sha256", secret).update(name).digest("hex").slice(0, 16);
  return BigInt.asIntN(64, BigInt(`0x${digits}`));
}

/**
 * The reader's network for one UTC day: 32 bits of its first 24 (IPv4) or 48 (IPv6), so that one network with many readers' names can be
 * told from many networks. Never 0, which stands for none.
 */
export function nameNetwork(secret: Buffer, address: string): number {
  const digits = createHmac("sha256", secret)
    .update(`n\0${networkOf(address)}`)
    .digest("hex")
    .slice(0, 8);
  return Number.parseInt(digits, 16) | 0 || 1;
}

function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed
    .toByteArray()
    .slice(0, parsed.kind() === "ipv4" ? 3 : 6)
    .join(".");
}

/**
 * The days whose secrets an access must be named by: its own, and in the first 30 s of a day also the day before's, under
 * which a double click of just before midnight finds its partner.
 */
export function daysToNameBy(at: Date): { day: Day; before: Day | undefined } {
  const day = dayOf(at);
  const sinceMidnight = at.getTime() - Math.floor(at.getTime() / DAY_MS) * DAY_MS;
  return { day, before: sinceMidnight <= DOUBLE_CLICK_MS ? dayOf(new Date(at.getTime() - DAY_MS)) : undefined };
}
