import { parseAddress } from "./client-address";
import type { DoorRequest } from "./door";

/**
 * In this header the collector in front tells the pages behind it who reads. It is set on every request that is passed on, so that
 * nobody else can say it.
 */
export const READER_HEADER = "x-footfall-reader";

/** What tells one reader from others, or why nothing does. A page shows what is a reader's own to a known one only. */
export type ReaderAddress =
  | { kind: "known"; address: string }
  /** A proxy that the settings do not know stands between, and its readers may all look alike. */
  | { kind: "unknown_proxy" }
  /** The pages run without the collector in front and without a trusted proxy: whoever asks may claim any address. */
  | { kind: "untold" };

const FORWARDING = ["x-forwarded-for", "forwarded", "x-real-ip", "via"] as const;

/**
 * By the address that connects, or the entry that our own proxies made of it, as recording has it. Unlike recording it is sure or
 * says so: where any proxy stands that is not ours, on this side or on the reader's, several readers look alike.
 */
export function readerAddress(
  remote: string | undefined,
  header: DoorRequest["header"],
  trustedProxies: number,
): ReaderAddress {
  const chain = header("x-forwarded-for")?.split(",") ?? [];
  const sure =
    trustedProxies > 0 ? chain.length === trustedProxies : !FORWARDING.some((name) => header(name) !== undefined);
  const address = parseAddress((trustedProxies > 0 ? chain[0] : remote) ?? "");
  return sure && address !== undefined ? { kind: "known", address } : { kind: "unknown_proxy" };
}

/** For the pages: what the collector in front told them, or without one what a trusted proxy says. */
export function toldReader(
  header: DoorRequest["header"],
  { behindCollector, trustedProxies }: { behindCollector: boolean; trustedProxies: number },
): ReaderAddress {
  if (behindCollector) {
    const address = parseAddress(header(READER_HEADER) ?? "");
    return address === undefined ? { kind: "unknown_proxy" } : { kind: "known", address };
  }
  return trustedProxies === 0 ? { kind: "untold" } : readerAddress(undefined, header, trustedProxies);
}

/** The header's value. */
export const readerHeader = (reader: ReaderAddress): string => (reader.kind === "known" ? reader.address : "unknown");
