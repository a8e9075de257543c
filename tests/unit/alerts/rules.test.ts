import { describe, expect, test } from "vitest";
import { issuesToMail, weekEnd } from "@/lib/alerts/rules";
import { confirmToken, isAmong, leaveTokenOf, parseConfirmToken, parseLeaveToken } from "@/lib/alerts/token";
import { VisitorLimit } from "@/lib/collector/visitor-limit";

test.each([
  ["2026-03-02T03:59:59Z", "2026-02-23"],
  ["2026-03-02T04:00:00Z", "2026-03-02"],
  ["2026-03-04T12:00:00Z", "2026-03-02"],
  ["2026-03-08T23:59:59Z", "2026-03-02"],
  ["2027-01-01T00:00:00Z", "2026-12-28"],
])("at %s the last week ended with the midnight of %s", (now, monday) => {
  expect(weekEnd(new Date(now))).toEqual(new Date(`${monday}T00:00:00Z`));
});

describe("issues that settle together", () => {
  const issues = (...numbers: string[]) =>
    numbers.map((number) => ({ volume: number.split(".")[0] ?? "", issue: number.split(".")[1] ?? "" }));
  test.each([
    ["one", issues("2.4"), 0, ["2.4"]],
    ["three, newest first", issues("2.9", "2.10", "1.12"), 0, ["2.10", "2.9", "1.12"]],
    ["an archive: the newest alone", issues("1.1", "1.2", "10.1", "9.9"), 0, ["10.1"]],
    ["two in a week that had two", issues("3.1", "3.2"), 2, ["3.2"]],
    ["any in a week that had three", issues("3.1"), 3, []],
  ])("%s", (_, settled, week, expected) => {
    expect(issuesToMail(settled, week).map(({ volume, issue }) => `${volume}.${issue}`)).toEqual(expected);
  });
});

describe("links", () => {
  const id = "0e1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b";

  test("that confirm are another each time, and only their hash is kept", () => {
    const [one, two] = [confirmToken(id), confirmToken(id)];
    expect(one.token).not.toBe(two.token);
    expect(one.token).toMatch(/^[\w-]{43}$/);
    const parsed = parseConfirmToken(one.token);
    expect(parsed).toEqual({ requestId: id, hash: one.hash });
    expect(one.token).not.toContain(one.hash.toString("base64url"));
    expect([isAmong(one.hash, [two.hash, one.hash]), isAmong(one.hash, [two.hash]), isAmong(one.hash, [])]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test.each(["", "x", "..", `${"A".repeat(42)}!`, "A".repeat(44), `${confirmToken(id).token} `])(
    "%j are none of ours",
    (token) => {
      expect(parseConfirmToken(token)).toBeUndefined();
      expect(parseLeaveToken(token)).toBeUndefined();
    },
  );

  test("that leave are the same at any time, and another for every address, journal, special issue and site", () => {
    const key = Buffer.alloc(32, 1);
    const of = (...args: [Buffer, string, number, number | null]) => leaveTokenOf(...args).toString("base64url");
    expect(of(key, "a@example.org", 1, null)).toBe(of(key, "a@example.org", 1, null));
    const others = [
      of(key, "a@example.org", 1, null),
      of(key, "b@example.org", 1, null),
      of(key, "a@example.org", 2, null),
      of(key, "a@example.org", 1, 2),
      of(Buffer.alloc(32, 2), "a@example.org", 1, null),
    ];
    expect(new Set(others).size).toBe(others.length);
    expect(parseLeaveToken(others[0] ?? "")).toHaveLength(16);
  });
});

test("a network signs up so many addresses an hour, and a household's IPv6 addresses are one network", () => {
  const limit = new VisitorLimit(2);
  const hour = 3_600_000;
  expect([limit.take("192.0.2.1", 0), limit.take("::ffff:192.0.2.1", 1), limit.take("192.0.2.1", 2)]).toEqual([
    true,
    true,
    false,
  ]);
  expect(limit.take("192.0.2.2", 3)).toBe(true);
  expect(limit.take("192.0.2.1", hour + 1)).toBe(true);
  expect(["2001:db8::1", "2001:db8::2", "2001:db8::3"].map((address) => limit.take(address, 0))).toEqual([
    true,
    true,
    false,
  ]);
  expect(limit.take("2001:db8:0:1::1", 0)).toBe(true);
});
