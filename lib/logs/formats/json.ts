import { type LineFault, type LogLine, UNLOGGED_AGENT } from "../log-line";
import { clientOf } from "./client";
import { parseRequest, targetOf } from "./combined";

/** Names that servers give to what we need, the most telling first; a dot is a step into an object. */
const NAMES = {
  at: [
    "time_iso8601",
    "timestamp",
    "@timestamp",
    "ts",
    "time",
    "time_local",
    "msec",
    "EdgeStartTimestamp",
    "StartUTC",
    "datetime",
  ],
  address: [
    "remote_addr",
    "client_ip",
    "clientip",
    "remote_ip",
    "ClientIP",
    "ClientHost",
    "ClientAddr",
    "request.client_ip",
    "request.remote_ip",
    "request.remote_addr",
    "client.ip",
    "client.address",
    "source.ip",
    "source.address",
    "ip",
    "remote_host",
  ],
  forwarded: [
    "http_x_forwarded_for",
    "x_forwarded_for",
    "request.headers.X-Forwarded-For",
    "request_X-Forwarded-For",
    "forwarded_for",
  ],
  userAgent: [
    "http_user_agent",
    "user_agent",
    "userAgent",
    "ClientRequestUserAgent",
    "request.headers.User-Agent",
    "request_User-Agent",
    "agent",
    "user_agent.original",
  ],
  method: [
    "request_method",
    "method",
    "ClientRequestMethod",
    "RequestMethod",
    "request.method",
    "http.request.method",
    "verb",
  ],
  target: [
    "request_uri",
    "ClientRequestURI",
    "RequestPath",
    "request.uri",
    "uri",
    "url",
    "path",
    "url.original",
    "url.path",
  ],
  request: ["request", "request_line"],
  query: ["args", "query_string", "query", "url.query"],
  host: ["host", "http_host", "ClientRequestHost", "RequestHost", "request.host", "server_name", "vhost"],
  status: ["status", "status_code", "EdgeResponseStatus", "DownstreamStatus", "response", "http.response.status_code"],
  referer: [
    "http_referer",
    "referer",
    "referrer",
    "ClientRequestReferer",
    "request.headers.Referer",
    "request_Referer",
  ],
  range: ["http_range", "range", "request.headers.Range", "request_Range"],
} as const;

/** One JSON object a line, by the field names of nginx, Caddy, Traefik, Cloudflare and Elastic. */
export function parseJsonLine(line: string): LogLine | LineFault {
  if (line.charCodeAt(0) !== 123 && !line.trimStart().startsWith("{")) return { fault: "is not JSON" };
  let json: unknown;
  try {
    // Lines come as bytes: what is not ASCII is UTF-8.
    json = JSON.parse(Buffer.from(line, "latin1").toString());
  } catch {
    return { fault: "is not JSON" };
  }
  const field = (what: keyof typeof NAMES): string | undefined => {
    for (const name of NAMES[what]) {
      const value = valueAt(json, name);
      if (value !== undefined && value !== "" && value !== "-") return value;
    }
    return undefined;
  };
  const at = instantOf(field("at"));
  if (at === undefined) return { fault: "has no time" };
  const address = clientOf(field("address") ?? "", [field("forwarded") ?? ""]);
  if (address === undefined) return { fault: "has no address of a client" };
  const status = Number(field("status"));
  if (!(status >= 100 && status <= 999)) return { fault: "has no status" };
  const request = requestOf(field("method"), field("target"), field("query"), field("request"));
  if (request === undefined) return { fault: "has no request" };
  return {
    at,
    address,
    userAgent: field("userAgent") ?? (recordsAgents(json) ? undefined : UNLOGGED_AGENT),
    method: request.method,
    target: request.target,
    host: request.host ?? field("host"),
    status,
    referer: field("referer"),
    range: field("range"),
  };
}

/** Traefik leaves the request's headers out unless told otherwise; Caddy writes those that there were. */
function recordsAgents(json: unknown): boolean {
  const names = [...NAMES.userAgent, "request.headers"];
  return names.some((name) => stepsTo(json, name) !== undefined);
}

function requestOf(method?: string, target?: string, query?: string, request?: string) {
  if (method === undefined || target === undefined) return request === undefined ? undefined : parseRequest(request);
  return { method: method.toUpperCase(), ...targetOf(query && !target.includes("?") ? `${target}?${query}` : target) };
}

/** A value by its path; of a list (Caddy's headers) the first. */
function valueAt(json: unknown, name: string): string | undefined {
  const value = stepsTo(json, name);
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" || typeof first === "number" ? String(first) : undefined;
}

function stepsTo(json: unknown, name: string): unknown {
  let value: unknown = json;
  for (const step of typeof json === "object" && json !== null && name in json ? [name] : name.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}

const DIGITS = /^\d+(?:\.\d+)?$/;

/** ISO 8601, Apache's own form, or a number since 1970 of seconds, milliseconds, microseconds or nanoseconds. */
function instantOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (DIGITS.test(text)) {
    const number = Number(text);
    const ms = number < 1e11 ? number * 1000 : number < 1e14 ? number : number < 1e17 ? number / 1e3 : number / 1e6;
    return Math.floor(ms);
  }
  const apache = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})$/.exec(text);
  const at = Date.parse(apache ? `${apache[1]} ${apache[2]} ${apache[3]} ${apache[4]} ${apache[5]}` : text);
  return Number.isNaN(at) ? undefined : at;
}
