import fc from "fast-check";
import { isbot } from "isbot";
import { describe, expect, test } from "vitest";
import { detectFormat, type Format, LineParser } from "@/lib/logs/format";
import { isFault, UNLOGGED_AGENT } from "@/lib/logs/log-line";

const NOW = new Date("2026-11-23T12:00:00Z");
const parse = (format: Format, line: string) => new LineParser(format, NOW).parse(line);
const UA = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
const combined = (more: Partial<Record<"who" | "time" | "request" | "status" | "rest", string>> = {}) => {
  const {
    who = "203.0.113.9 - -",
    time = "05/Jan/2026:09:30:00 +0000",
    request = "GET /a HTTP/1.1",
    status = "200",
  } = more;
  return `${who} [${time}] "${request}" ${status} 2326 ${more.rest ?? `"https://x.example/y" "${UA}"`}`;
};
const AT = Date.UTC(2026, 0, 5, 9, 30);

describe("combined", () => {
  test("is read whole", () => {
    expect(parse("combined", combined())).toEqual({
      at: AT,
      address: "203.0.113.9",
      userAgent: UA,
      method: "GET",
      target: "/a",
      host: undefined,
      status: 200,
      referer: "https://x.example/y",
      range: undefined,
    });
  });

  test.each<[string, Parameters<typeof combined>[0], object]>([
    ["IPv6", { who: "2001:db8::1 - -" }, { address: "2001:db8::1" }],
    ["bracketed IPv6 with a port", { who: "[2001:db8::1]:4711 - -" }, { address: "2001:db8::1" }],
    ["IPv4 in IPv6", { who: "::ffff:203.0.113.9 - -" }, { address: "203.0.113.9" }],
    ["IPv4 with a port", { who: "203.0.113.9:4711 - -" }, { address: "203.0.113.9" }],
    ["a user with blanks", { who: "203.0.113.9 - Ann von Author" }, { address: "203.0.113.9" }],
    ["a proxy's list in front", { who: "203.0.113.9, 10.0.0.1 - -" }, { address: "203.0.113.9" }],
    ["a list that begins privately", { who: "10.1.1.1, 203.0.113.7, 10.0.0.1 - -" }, { address: "203.0.113.7" }],
    ["a list that begins unknown", { who: "unknown, 203.0.113.7 - -" }, { address: "203.0.113.7" }],
    [
      "a proxy's list at the end",
      { who: "10.0.0.1 - -", rest: `"-" "${UA}" "203.0.113.8, 10.0.0.2"` },
      { address: "203.0.113.8", referer: undefined },
    ],
    [
      "a list at the end that begins unknown",
      { rest: `"-" "${UA}" "unknown, 203.0.113.8"` },
      { address: "203.0.113.8" },
    ],
    ["IPv6 at the end", { rest: `"-" "${UA}" "2001:db8::5"` }, { address: "2001:db8::5" }],
    ["a duration at the end, in quotes", { rest: `"-" "${UA}" "0.123"` }, { address: "203.0.113.9" }],
    ["a number at the end, in quotes", { rest: `"-" "${UA}" "12"` }, { address: "203.0.113.9" }],
    ["no list at the end", { rest: `"-" "${UA}" "-"` }, { address: "203.0.113.9" }],
    ["other fields at the end", { rest: `"-" "${UA}" 0.123 "text/html"` }, { address: "203.0.113.9" }],
    ["an offset east", { time: "05/Jan/2026:11:30:00 +0200" }, { at: AT }],
    ["an offset west, over midnight", { time: "04/Jan/2026:22:00:00 -1130" }, { at: AT }],
    ["a leap second", { time: "05/Jan/2026:09:29:60 +0000" }, { at: AT }],
    ["quotes with backslashes", { rest: String.raw`"-" "a \"quoted\" agent"` }, { userAgent: 'a "quoted" agent' }],
    ["doubled quotes", { rest: `"-" "a ""quoted"" agent"` }, { userAgent: 'a "quoted" agent' }],
    ["doubled quotes at the end", { rest: `"-" "an ""agent"""` }, { userAgent: 'an "agent"' }],
    ["nothing but a doubled quote", { rest: `"-" """"` }, { userAgent: '"' }],
    ["empty fields", { rest: `"" ""` }, { userAgent: undefined, referer: undefined }],
    ["a tab as Apache writes it", { rest: String.raw`"-" "an\tagent\\test"` }, { userAgent: "an\tagent\\test" }],
    ["a backslash at the end", { rest: String.raw`"-" "agent\\"` }, { userAgent: "agent\\" }],
    ["bytes in hexadecimal", { rest: String.raw`"-" "Caf\xc3\xa9"` }, { userAgent: "Café" }],
    ["bytes of UTF-8", { rest: `"-" "${Buffer.from("Café").toString("latin1")}"` }, { userAgent: "Café" }],
    ["no user agent", { rest: `"-" "-"` }, { userAgent: undefined }],
    [
      "an absolute target",
      { request: "GET http://www.x.example/a?b=c HTTP/1.1" },
      { target: "/a?b=c", host: "www.x.example" },
    ],
    ["HTTP/0.9", { request: "GET /a" }, { target: "/a" }],
    ["a target with blanks", { request: "GET /a b c HTTP/1.1" }, { target: "/a b c" }],
    ["a quote in the target", { request: String.raw`GET /a\"b HTTP/1.1` }, { target: '/a"b' }],
    ["another method", { request: "HEAD /a HTTP/2.0" }, { method: "HEAD" }],
    ["no size", { status: "304", rest: `- "-" "${UA}"` }, { status: 304 }],
  ])("takes %s", (_, differing, expected) => {
    expect(parse("combined", combined(differing))).toMatchObject(expected);
  });

  test.each<[string, string, string]>([
    ["nothing", "", "is empty"],
    ["no time", `203.0.113.9 - - "GET /a HTTP/1.1" 200 1`, "has no time"],
    ["a day that is none", combined({ time: "31/Feb/2026:09:30:00 +0000" }), "has a time that is none"],
    ["an hour that is none", combined({ time: "05/Jan/2026:24:30:00 +0000" }), "has a time that is none"],
    ["a month that is none", combined({ time: "05/Foo/2026:09:30:00 +0000" }), "has a time that is none"],
    ["no zone", combined({ time: "05/Jan/2026:09:30:00" }), "has a time that is none"],
    ["the future", combined({ time: "05/Jan/2027:09:30:00 +0000" }), "lies in the future"],
    ["long ago", combined({ time: "05/Jan/1970:09:30:00 +0000" }), "lies before 1990"],
    ["a host name", combined({ who: "reader.example - -" }), "has no address of a client"],
    ["a number for an address", combined({ who: "2130706433 - -" }), "has no address of a client"],
    ["half an address", combined({ who: "203.0.113 - -" }), "has no address of a client"],
    ["a user agent cut off", combined({ rest: `"https://x.example/y"` }), "is cut short"],
    ["all after the size cut off", combined({ rest: "" }).trim(), "is cut short"],
    ["a handshake", combined({ request: String.raw`\x16\x03\x01\x02` }), "has a request that is not HTTP"],
    ["no request", combined({ request: "-" }), "has a request that is not HTTP"],
    ["no status", combined({ status: "-" }), "has no status"],
    ["cut in the user agent", combined().slice(0, -20), "is cut short"],
    ["cut in the request", `203.0.113.9 - - [05/Jan/2026:09:30:00 +0000] "GET /a`, "is cut short"],
  ])("refuses a line with %s", (_, line, fault) => {
    expect(parse("combined", line)).toEqual({ fault });
  });
});

describe("other formats", () => {
  test("common has no user agent, which is not an empty one", () => {
    const line = combined({ rest: "" }).trim();
    expect(parse("common", line)).toMatchObject({ at: AT, userAgent: UNLOGGED_AGENT, referer: undefined });
    expect(isbot(UNLOGGED_AGENT)).toBe(false);
  });

  test("vhost names the host first", () => {
    expect(parse("vhost", `www.x.example:443 ${combined()}`)).toMatchObject({
      host: "www.x.example:443",
      address: "203.0.113.9",
    });
  });

  test("cloudfront reads the columns it announces, in any order", () => {
    const parser = new LineParser("cloudfront", NOW);
    expect(parser.parse("#Version: 1.0")).toBeUndefined();
    const standard = `2026-01-05\t09:30:00\tFRA2\t2390\t203.0.113.9\tGET\td1.cloudfront.net\t/a\t200\thttps://x.example/\tMozilla/5.0%2520(X11)\tid=1\t-\tHit\tabc=\twww.x.example`;
    expect(parser.parse(standard)).toMatchObject({
      at: AT,
      address: "203.0.113.9",
      method: "GET",
      target: "/a?id=1",
      host: "www.x.example",
      status: 200,
      userAgent: "Mozilla/5.0 (X11)",
    });
    parser.parse("#Fields: c-ip date time cs-method cs-uri-stem cs-uri-query sc-status cs(User-Agent) cs(Referer)");
    expect(parser.parse("203.0.113.9 2026-01-05 09:30:00 GET /a - 206 Mozilla/5.0+(X11) -")).toMatchObject({
      at: AT,
      target: "/a",
      status: 206,
      userAgent: "Mozilla/5.0 (X11)",
      referer: undefined,
    });
    expect(parser.parse("203.0.113.9 2026-01-05")).toEqual({ fault: "is cut short" });
    parser.parse("#Fields: date time c-ip cs-method cs-uri-stem sc-status X-Forwarded-For");
    expect(parser.parse("2026-01-05 09:30:00 10.0.0.1 GET /a 200 203.0.113.9,+10.0.0.2")).toMatchObject({
      address: "203.0.113.9",
      userAgent: UNLOGGED_AGENT,
    });
  });

  test.each<[Format, string]>([
    ["json", "{"],
    ["json", "[]"],
    ["json", "{}"],
    ["json", '{"time":"yesterday"}'],
    ["vhost", combined()],
    ["cloudfront", "\u0000\u0001"],
  ])("%s refuses %s", (format, line) => {
    expect(parse(format, line)).toHaveProperty("fault");
  });
});

test("the format is recognised from the first lines", () => {
  const detect = (...lines: string[]) => detectFormat(lines, NOW);
  expect(detect("", combined(), "garbage")).toBe("combined");
  expect(detect(combined({ rest: "" }), combined())).toBe("combined");
  expect(detect(combined({ rest: "" }))).toBe("common");
  expect(detect(`x.example:80 ${combined()}`)).toBe("vhost");
  expect(detect("#Version: 1.0", "#Fields: date time c-ip")).toBe("cloudfront");
  expect(
    detect(JSON.stringify({ ts: 1767605400, remote_ip: "203.0.113.9", method: "GET", uri: "/", status: 200 })),
  ).toBe("json");
  expect(detect("garbage", "more of it")).toBeUndefined();
});

test("any line of bytes is read or refused, never thrown at", () => {
  const bytes = fc
    .array(fc.integer({ min: 0, max: 255 }), { maxLength: 400 })
    .map((all) => Buffer.from(all).toString("latin1"));
  const spoilt = fc
    .tuple(fc.nat(200), bytes)
    .map(([at, some]) => combined().slice(0, at) + some + combined().slice(at));
  fc.assert(
    fc.property(
      fc.oneof(bytes, spoilt),
      fc.constantFrom<Format>("combined", "common", "vhost", "cloudfront", "json"),
      (line, format) => {
        const parsed = parse(format, line);
        return parsed === undefined || typeof (isFault(parsed) ? parsed.fault : parsed.target) === "string";
      },
    ),
    { numRuns: 2_000 },
  );
  // A megabyte of what costs a careless parser most.
  for (const hard of ['"', "\\", "[", '""', '\\"', '" ', "%25", "[05/", "::", ",1"]) {
    const line = hard.repeat(500_000 / hard.length);
    for (const at of [0, 17, 30, 50, 80]) expect(parse("combined", combined().slice(0, at) + line)).toBeDefined();
  }
});
