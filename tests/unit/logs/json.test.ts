import { expect, test } from "vitest";
import { LineParser } from "@/lib/logs/format";
import { isFault, UNLOGGED_AGENT } from "@/lib/logs/log-line";

const parse = (line: string) => new LineParser("json", new Date("2026-11-23T12:00:00Z")).parse(line);
const UA = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
const AT = Date.UTC(2026, 0, 5, 9, 30);

test.each<[string, object, object]>([
  [
    "nginx",
    {
      time_iso8601: "2026-01-05T10:30:00+01:00",
      remote_addr: "203.0.113.9",
      request: "GET /a?b=1 HTTP/1.1",
      status: "200",
      http_user_agent: UA,
      http_referer: "-",
    },
    { target: "/a?b=1", userAgent: UA, referer: undefined },
  ],
  [
    "nginx, in parts",
    {
      msec: "1767605400.123",
      remote_addr: "10.0.0.1",
      http_x_forwarded_for: "203.0.113.9",
      request_method: "GET",
      uri: "/a",
      args: "b=1",
      status: 206,
      http_range: "bytes=100-",
    },
    { target: "/a?b=1", range: "bytes=100-", status: 206 },
  ],
  [
    "Caddy",
    {
      ts: 1767605400.5,
      request: {
        remote_ip: "203.0.113.9",
        client_ip: "203.0.113.9",
        method: "GET",
        host: "x.example",
        uri: "/a",
        headers: { "User-Agent": [UA], Referer: ["https://y.example/"] },
      },
      status: 200,
    },
    { userAgent: UA, host: "x.example", referer: "https://y.example/" },
  ],
  [
    "Traefik",
    {
      StartUTC: "2026-01-05T09:30:00.25Z",
      ClientHost: "203.0.113.9",
      RequestMethod: "GET",
      RequestPath: "/a",
      RequestHost: "x.example",
      DownstreamStatus: 200,
      "request_User-Agent": UA,
    },
    { userAgent: UA, host: "x.example" },
  ],
  [
    "Traefik, without headers",
    {
      StartUTC: "2026-01-05T09:30:00Z",
      ClientHost: "203.0.113.9",
      RequestMethod: "GET",
      RequestPath: "/a",
      DownstreamStatus: 200,
    },
    { userAgent: UNLOGGED_AGENT },
  ],
  [
    "Caddy, of a client without user agent",
    {
      ts: 1767605400,
      request: { remote_ip: "203.0.113.9", method: "GET", uri: "/a", headers: { Accept: ["*/*"] } },
      status: 200,
    },
    { userAgent: undefined },
  ],
  [
    "Elastic",
    {
      "@timestamp": "2026-01-05T09:30:00Z",
      source: { ip: "203.0.113.9" },
      http: { request: { method: "get" }, response: { status_code: 200 } },
      url: { path: "/a", query: "b=1" },
      user_agent: { original: UA },
    },
    { target: "/a?b=1", userAgent: UA },
  ],
  [
    "Cloudflare",
    {
      EdgeStartTimestamp: 1767605400000000000,
      ClientIP: "203.0.113.9",
      ClientRequestMethod: "GET",
      ClientRequestURI: "/a",
      ClientRequestHost: "x.example",
      EdgeResponseStatus: 200,
      ClientRequestUserAgent: "Café",
    },
    { userAgent: "Café" },
  ],
])("json as %s writes it", (_, object, expected) => {
  const line = Buffer.from(JSON.stringify(object)).toString("latin1");
  const parsed = parse(line);
  expect(parsed).toMatchObject({ address: "203.0.113.9", method: "GET", ...expected });
  expect(parsed && !isFault(parsed) && Math.floor(parsed.at / 1000)).toBe(AT / 1000);
});
