import { type LineFault, type LogLine, UNLOGGED_AGENT } from "../log-line";
import { clientOf } from "./client";
import { targetOf } from "./combined";

/** The columns of CloudFront's standard logs, for a file whose first lines are missing. */
const STANDARD =
  "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for".split(
    " ",
  );

/** CloudFront's logs, and W3C extended ones in general (IIS): `#Fields:` says what the columns are. Times are UTC. */
export function parseCloudfront(line: string, fields: string[] = STANDARD): LogLine | LineFault {
  const values = line.includes("\t") ? line.split("\t") : line.split(" ");
  const column = (...names: string[]): string | undefined => {
    for (const name of names) {
      const i = fields.indexOf(name);
      const value = i === -1 ? undefined : values[i];
      if (value !== undefined && value !== "-" && value !== "") return value;
    }
    return undefined;
  };
  if (values.length < Math.min(fields.length, 8)) return { fault: "is cut short" };
  const [date, time] = [column("date"), column("time")];
  const at = date && time ? Date.parse(`${date}T${time}Z`) : Number.NaN;
  if (Number.isNaN(at)) return { fault: "has no time" };
  const address = clientOf(column("c-ip") ?? "", [
    decoded(column("x-forwarded-for", "X-Forwarded-For", "cs(X-Forwarded-For)")) ?? "",
  ]);
  if (address === undefined) return { fault: "has no address of a client" };
  const status = Number(column("sc-status"));
  if (!(status >= 100 && status <= 999)) return { fault: "has no status" };
  const [method, stem, query] = [column("cs-method"), column("cs-uri-stem"), column("cs-uri-query")];
  if (method === undefined || stem === undefined) return { fault: "has no request" };
  const { target, host } = targetOf(query === undefined ? stem : `${stem}?${query}`);
  return {
    at,
    address,
    userAgent: fields.includes("cs(User-Agent)") ? decoded(column("cs(User-Agent)")) : UNLOGGED_AGENT,
    method,
    target,
    host: host ?? column("x-host-header", "cs(Host)", "cs-host"),
    status,
    referer: decoded(column("cs(Referer)")),
    range: decoded(column("cs(Range)", "cs-range")),
  };
}

/** Encoded once or twice (`%2520`), with `+` for a blank in IIS's. */
function decoded(text: string | undefined): string | undefined {
  let plain = text?.includes("%") ? text : text?.replaceAll("+", " ");
  for (let times = 0; times < 2 && plain?.includes("%"); times += 1) {
    try {
      plain = decodeURIComponent(plain);
    } catch {
      break;
    }
  }
  return plain;
}
