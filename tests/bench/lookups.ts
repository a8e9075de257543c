import { countryOf } from "@/lib/collector/country";
import { IpRanges } from "@/lib/collector/ip-ranges";
import { readerScript } from "@/lib/collector/reader-script";
import { Robots } from "@/lib/collector/robots";
import { result } from "./report";

const AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.";

/** What is asked of every event: its lane, its country, its institutions. */
export async function benchLookups(quick: boolean): Promise<void> {
  const times = quick ? 200_000 : 2_000_000;
  const robots = new Robots();
  const repeats = microseconds(times, (i) => robots.placementOf(`${AGENT}${i % 1_000}`));
  result("a user agent's lane, when it was seen before", `${repeats.toFixed(2)} µs`, "≤ 1 µs", repeats <= 1);
  const news = microseconds(times / 10, (i) => robots.placementOf(`${AGENT}${1_000 + i}`));
  result("  and when it is new", `${news.toFixed(1)} µs`, "");

  const ranges = new IpRanges(
    Array.from({ length: 100_000 }, (_, i) => ({
      institutionId: 1 + (i % 5_000),
      first: addressOf(i * 40_000),
      last: addressOf(i * 40_000 + (i % 10 === 0 ? 200_000 : 255)),
    })),
  );
  const institutions = microseconds(times, (i) => ranges.institutionsOf(addressOf(i * 2_147)));
  result("an address's institutions, of 100,000 ranges that overlap", `${institutions.toFixed(2)} µs`, "");
  const country = microseconds(times / 10, (i) => countryOf(addressOf(i * 21_474)));
  result("an address's country", `${country.toFixed(2)} µs`, "");
  const { gzipped } = await readerScript();
  result("reader.js, compressed", `${gzipped.length} bytes`, "≤ 1,500 bytes", gzipped.length <= 1_500);
}

const addressOf = (number: number): string =>
  `${(number >>> 24) & 255}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`;

function microseconds(times: number, work: (i: number) => unknown): number {
  for (let i = 0; i < 2_000; i += 1) work(i);
  const began = performance.now();
  for (let i = 0; i < times; i += 1) work(i);
  return ((performance.now() - began) * 1000) / times;
}
