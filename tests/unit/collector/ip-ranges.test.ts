import fc from "fast-check";
import ipaddr from "ipaddr.js";
import { describe, expect, test } from "vitest";
import { parseIpRange } from "@/lib/catalog/ip-range";
import { countryOf } from "@/lib/collector/country";
import { IpRanges } from "@/lib/collector/ip-ranges";

describe("a range", () => {
  test.each([
    ["192.0.2.0/24", "192.0.2.0", "192.0.2.255"],
    ["192.0.2.77/24", "192.0.2.0", "192.0.2.255"],
    ["192.0.2.7", "192.0.2.7", "192.0.2.7"],
    ["192.0.2.7/32", "192.0.2.7", "192.0.2.7"],
    ["192.0.2.0-192.0.3.255", "192.0.2.0", "192.0.3.255"],
    ["192.0.2.0 - 192.0.3.255", "192.0.2.0", "192.0.3.255"],
    ["192.0.2.0–192.0.3.255", "192.0.2.0", "192.0.3.255"],
    ["192.0.2.*", "192.0.2.0", "192.0.2.255"],
    ["192.0.*.*", "192.0.0.0", "192.0.255.255"],
    ["10.0.0.0/8", "10.0.0.0", "10.255.255.255"],
    ["2001:db8::/32", "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"],
    ["2001:DB8::1", "2001:db8::1", "2001:db8::1"],
    ["2001:db8::1-2001:db8::ff", "2001:db8::1", "2001:db8::ff"],
    ["::ffff:192.0.2.7", "192.0.2.7", "192.0.2.7"],
  ])("%s goes from %s to %s", (text, first, last) => {
    expect(parseIpRange(text)).toEqual({ first, last });
  });

  test.each([
    ["", "is no address"],
    ["192.0.2", "is no address"],
    ["192.0.2.256", "is no address"],
    ["example.org", "is no address"],
    ["192.0.2.0/33", "has no prefix from 1 to 32"],
    ["192.0.2.0/x", "has no prefix from 1 to 32"],
    ["0.0.0.0/0", "is every address"],
    ["192.0.2.9-192.0.2.1", "ends before it begins"],
    ["192.0.2.9-2001:db8::1", "begins as ipv4 and ends as ipv6"],
    ["192.0.2.1-192.0.2.2-192.0.2.3", "has more than one dash"],
  ])("%s is none", (text, fault) => {
    expect(() => parseIpRange(text)).toThrow(fault);
  });
});

describe("institutions of an address", () => {
  const v4 = fc
    .tuple(fc.constantFrom("192.0.2", "192.0.3"), fc.integer({ min: 0, max: 255 }))
    .map(([net, host]) => `${net}.${host}`);
  const v6 = fc.integer({ min: 0, max: 300 }).map((host) => `2001:db8::${host.toString(16)}`);
  const bytes = (address: string) => ipaddr.parse(address).toByteArray();
  const compare = (a: string, b: string) => Buffer.compare(Buffer.from(bytes(a)), Buffer.from(bytes(b)));
  const range = fc
    .tuple(fc.oneof(fc.tuple(v4, v4), fc.tuple(v6, v6)), fc.integer({ min: 1, max: 6 }))
    .map(([[a, b], institutionId]) => ({
      institutionId,
      first: compare(a, b) <= 0 ? a : b,
      last: compare(a, b) <= 0 ? b : a,
    }));

  test("are those whose ranges hold it, however they nest, overlap and repeat", () => {
    fc.assert(
      fc.property(
        fc.array(range, { maxLength: 20 }),
        fc.array(fc.oneof(v4, v6), { minLength: 1, maxLength: 30 }),
        (ranges, addresses) => {
          const found = new IpRanges(ranges);
          for (const address of addresses) {
            const holding = ranges.filter(
              ({ first, last }) =>
                first.includes(":") === address.includes(":") &&
                compare(first, address) <= 0 &&
                compare(address, last) <= 0,
            );
            const expected = [...new Set(holding.map(({ institutionId }) => institutionId))].sort((a, b) => a - b);
            expect(found.institutionsOf(address)).toEqual(expected);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test("are found at both ends of the address space", () => {
    const all = new IpRanges([
      { institutionId: 1, first: "0.0.0.0", last: "0.0.0.255" },
      { institutionId: 2, first: "255.255.255.255", last: "255.255.255.255" },
      {
        institutionId: 3,
        first: "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        last: "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
      },
    ]);
    expect(all.institutionsOf("0.0.0.0")).toEqual([1]);
    expect(all.institutionsOf("255.255.255.255")).toEqual([2]);
    expect(all.institutionsOf("255.255.255.254")).toEqual([]);
    expect(all.institutionsOf("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")).toEqual([3]);
    expect(new IpRanges([]).institutionsOf("192.0.2.1")).toEqual([]);
  });
});

describe("the country of an address", () => {
  test.each([
    ["193.0.6.139", "NL"],
    ["8.8.8.8", "US"],
    ["2001:67c:2e8:22::c100:68b", "NL"],
    ["192.0.2.1", "ZZ"],
    ["10.0.0.1", "ZZ"],
    ["127.0.0.1", "ZZ"],
    ["::1", "ZZ"],
    ["2001:db8::1", "ZZ"],
    ["0.0.0.0", "ZZ"],
  ])("%s is %s", (address, country) => {
    expect(countryOf(address)).toBe(country);
  });
});
