import { type LineFault, type LogLine, UNLOGGED_AGENT } from "../log-line";
import { clientOf } from "./client";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** What Apache writes of control characters; a literal backslash is doubled. */
const CONTROLS: Record<string, string> = { b: "\b", n: "\n", r: "\r", t: "\t", v: "\v" };
const QUOTE = 34;
const BACKSLASH = 92;
const SPACE = 32;
const SLASH = 47;
const NONE: readonly string[] = [];

/**
 * Apache's and nginx's combined, common and vhost_combined formats, by hand rather than by regular expression: this is what
 * an import spends its time on. Further quoted fields after the user agent are taken for a proxy's X-Forwarded-For when
 * they hold an address. Only in the common format may the user agent be missing: elsewhere the line was cut.
 */
export function parseCombined(line: string, format: "combined" | "common" | "vhost"): LogLine | LineFault {
  const stamp = stampStart(line);
  if (stamp === -1) return { fault: "has no time" };
  const at = parseStamp(line, stamp);
  if (at === undefined) return { fault: "has a time that is none" };

  const requestStart = line.indexOf('"', stamp + 21);
  if (requestStart === -1) return { fault: "is cut short" };
  const requestEnd = closingQuote(line, requestStart + 1);
  if (requestEnd === -1) return { fault: "is cut short" };
  const status = Number(line.slice(requestEnd + 2, requestEnd + 5));
  if (!(status >= 100 && status <= 999)) return { fault: "has no status" };

  // After the size: the referring page, the user agent, and whatever else is quoted.
  const rest: string[] = [];
  let open = line.indexOf('"', requestEnd + 5);
  while (open !== -1 && rest.length < 8) {
    const close = closingQuote(line, open + 1);
    if (close === -1) return { fault: "is cut short" };
    rest.push(unescaped(line.slice(open + 1, close)));
    open = line.indexOf('"', close + 1);
  }

  if (rest.length < 2 && format !== "common") return { fault: "is cut short" };

  let prefix = line.slice(0, stamp).trimEnd();
  let host: string | undefined;
  if (format === "vhost") {
    const space = prefix.indexOf(" ");
    if (space === -1) return { fault: "has no host" };
    host = prefix.slice(0, space);
    prefix = prefix.slice(space + 1);
  }
  const address = clientOf(prefix, rest.length > 2 ? rest.slice(2) : NONE);
  if (address === undefined) return { fault: "has no address of a client" };

  const request = unescaped(line.slice(requestStart + 1, requestEnd));
  const parsed = parseRequest(request);
  if (parsed === undefined) return { fault: "has a request that is not HTTP" };
  return {
    at,
    address,
    userAgent: rest.length < 2 ? UNLOGGED_AGENT : given(rest[1]),
    method: parsed.method,
    target: parsed.target,
    host: parsed.host ?? host,
    status,
    referer: given(rest[0]),
    range: undefined,
  };
}

/** Where the time begins: an address in brackets is not it. */
function stampStart(line: string): number {
  let open = line.indexOf("[");
  while (open !== -1) {
    if (line[open + 3] === "/" && line[open + 7] === "/") return open;
    open = line.indexOf("[", open + 1);
  }
  return -1;
}

let lastDay = "";
let lastMidnight: number | undefined;

/** `[05/Jan/2026:09:30:00 +0100]`. Lines that follow one another are mostly of one day. */
function parseStamp(line: string, open: number): number | undefined {
  const day = line.slice(open + 1, open + 12);
  if (day !== lastDay) {
    lastDay = day;
    lastMidnight = midnightOf(day);
  }
  if (lastMidnight === undefined) return undefined;
  const hour = twoDigits(line, open + 13);
  const minute = twoDigits(line, open + 16);
  const second = twoDigits(line, open + 19);
  if (!(hour <= 23 && minute <= 59 && second <= 60)) return undefined;
  const sign = line[open + 22];
  if (sign !== "+" && sign !== "-") return undefined;
  const offset = (twoDigits(line, open + 23) * 60 + twoDigits(line, open + 25)) * 60_000;
  const at = lastMidnight + ((hour * 60 + minute) * 60 + second) * 1000 - (sign === "+" ? offset : -offset);
  return Number.isNaN(at) ? undefined : at;
}

function midnightOf(day: string): number | undefined {
  const month = MONTHS.indexOf(day.slice(3, 6));
  const [date, year] = [Number(day.slice(0, 2)), Number(day.slice(7))];
  if (month === -1 || !Number.isInteger(date) || !Number.isInteger(year)) return undefined;
  const midnight = Date.UTC(year, month, date);
  return new Date(midnight).getUTCDate() === date ? midnight : undefined;
}

const twoDigits = (line: string, at: number): number =>
  (line.charCodeAt(at) - 48) * 10 + (line.charCodeAt(at + 1) - 48);

/**
 * The quote that ends a field: not escaped, and with a blank or the end of the line after it. Of several in a row every two
 * stand for one in the field, so that only an odd one ends it.
 */
function closingQuote(line: string, from: number): number {
  let quote = line.indexOf('"', from);
  while (quote !== -1) {
    const after = line.charCodeAt(quote + 1);
    const ends = after === SPACE || Number.isNaN(after);
    if (ends && runBefore(line, quote, from, QUOTE) % 2 === 0 && runBefore(line, quote, from, BACKSLASH) % 2 === 0)
      return quote;
    quote = line.indexOf('"', quote + 1);
  }
  return -1;
}

/** How many of a character stand right before a place. */
function runBefore(line: string, at: number, from: number, character: number): number {
  let i = at - 1;
  while (i >= from && line.charCodeAt(i) === character) i -= 1;
  return at - 1 - i;
}

/** Undoes `\"`, `\\`, `\t`, `\xNN` and `""`, and reads the bytes as UTF-8 where they are. */
export function unescaped(text: string): string {
  let plain = text;
  if (plain.includes("\\"))
    plain = plain.replace(/\\(?:x([0-9A-Fa-f]{2})|(.))/g, (_, hex?: string, char?: string) =>
      hex === undefined ? (CONTROLS[char ?? ""] ?? char ?? "") : String.fromCharCode(Number.parseInt(hex, 16)),
    );
  if (plain.charCodeAt(0) === QUOTE || plain.includes('""')) plain = plain.replaceAll('""', '"');
  return isAscii(plain) ? plain : fromUtf8(plain);
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 127) return false;
  return true;
}

function fromUtf8(latin1: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(latin1, "latin1"));
  } catch {
    return latin1;
  }
}

/** The request line: method, target and, where the target is absolute, its host. HTTP/0.9 has no version. */
export function parseRequest(
  request: string,
): { method: string; target: string; host: string | undefined } | undefined {
  const space = request.indexOf(" ");
  if (space < 3 || space > 20) return undefined;
  const method = request.slice(0, space);
  if (!/^[A-Z]+$/.test(method)) return undefined;
  const last = request.lastIndexOf(" ");
  const versioned = last > space && request.startsWith("HTTP/", last + 1);
  return { method, ...targetOf(versioned ? request.slice(space + 1, last) : request.slice(space + 1)) };
}

export function targetOf(target: string): { target: string; host: string | undefined } {
  if (target.charCodeAt(0) === SLASH) return { target, host: undefined };
  const absolute = /^https?:\/\/([^/?#]*)(.*)$/is.exec(target);
  return absolute ? { target: absolute[2] || "/", host: absolute[1] } : { target, host: undefined };
}

const given = (field: string | undefined): string | undefined => (field === "-" || field === "" ? undefined : field);
