import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { clientAddress, parseAddress } from "@/lib/collector/client-address";
import { daysToNameBy, nameNetwork, nameVisitor } from "@/lib/collector/visitor";

const secret = randomBytes(32);
const who = { address: "192.0.2.1", userAgent: "Browser/1" };

test("one name a day for one address and user agent, another for any other", () => {
  expect(nameVisitor(secret, who)).toBe(nameVisitor(secret, { ...who }));
  const others = [
    nameVisitor(secret, { ...who, address: "192.0.2.2" }),
    nameVisitor(secret, { ...who, userAgent: "Browser/2" }),
    nameVisitor(secret, { address: "192.0.2.1", userAgent: undefined }),
    nameVisitor(secret, { ...who, session: "s" }),
    nameVisitor(randomBytes(32), who),
  ];
  expect(new Set([nameVisitor(secret, who), ...others]).size).toBe(6);
});

test("a session is a better name than any address", () => {
  const session = { session: "s" };
  expect(nameVisitor(secret, { ...who, ...session })).toBe(
    nameVisitor(secret, { address: "2001:db8::1", userAgent: undefined, ...session }),
  );
});

test.each([
  ["192.0.2.1", "192.0.2.254", true],
  ["192.0.2.1", "192.0.3.1", false],
  ["2001:db8:1:2::1", "2001:db8:1:ffff::2", true],
  ["2001:db8:1::1", "2001:db8:2::1", false],
  ["::ffff:192.0.2.1", "192.0.2.7", true],
])("%s and %s are of one network: %s", (a, b, one) => {
  expect(nameNetwork(secret, a) === nameNetwork(secret, b)).toBe(one);
});

test("a network's name is of its day, fits the database's integers, and is never none", () => {
  expect(nameNetwork(secret, "192.0.2.1")).not.toBe(nameNetwork(randomBytes(32), "192.0.2.1"));
  const names = Array.from({ length: 2_000 }, (_, i) => nameNetwork(secret, `10.${i >> 8}.${i & 255}.1`));
  expect(names.every((name) => Number.isInteger(name) && name !== 0 && name === (name | 0))).toBe(true);
  expect(new Set(names).size).toBe(2_000);
});

test.each([
  ["2026-01-05T00:00:00.000Z", "2026-01-04"],
  ["2026-01-05T00:00:30.000Z", "2026-01-04"],
  ["2026-01-05T00:00:30.001Z", undefined],
  ["2026-01-05T23:59:59.999Z", undefined],
  ["2026-03-01T00:00:10.000Z", "2026-02-28"],
])("at %s the day before is %s", (at, before) => {
  expect(daysToNameBy(new Date(at))).toEqual({ day: at.slice(0, 10), before });
});

test.each([
  ["192.0.2.1", "192.0.2.1"],
  ["192.0.2.1:4711", "192.0.2.1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["[2001:DB8::1]:4711", "2001:db8::1"],
  ["2001:db8:0:0::1", "2001:db8::1"],
  ["unknown", undefined],
  ["", undefined],
])("address %s", (text, address) => {
  expect(parseAddress(text)).toBe(address);
});

test.each([
  ["no proxy is trusted", "192.0.2.9", "198.51.100.1", 0, "192.0.2.9"],
  ["one", "192.0.2.9", "198.51.100.1", 1, "198.51.100.1"],
  ["one, with more before it", "192.0.2.9", "203.0.113.5, 198.51.100.1", 1, "198.51.100.1"],
  ["two", "192.0.2.9", "203.0.113.5, 198.51.100.1", 2, "203.0.113.5"],
  ["more than there are", "192.0.2.9", "203.0.113.5", 3, "203.0.113.5"],
  ["nonsense in the header", "192.0.2.9", "somewhere", 1, "192.0.2.9"],
  ["no header", "192.0.2.9", undefined, 1, "192.0.2.9"],
])("behind proxies: %s", (_, remote, forwarded, trusted, address) => {
  expect(clientAddress(remote, forwarded, trusted)).toBe(address);
});
