import { type IpRange, IpRangeError, parseIpRange } from "./ip-range";

export interface ReadRanges {
  ranges: IpRange[];
  /** What is taken, but perhaps meant otherwise. */
  warnings: string[];
  /** What is no range, and why. */
  faults: string[];
}

/** Ranges of an institution as they are typed, with blanks, lines, commas, semicolons or bars between; each stands once in what comes of it. */
export function readRanges(text: string): ReadRanges {
  const written = text.replace(/\s*[-–—]\s*/g, "-").split(/[;,|\s]+/);
  const read: ReadRanges = { ranges: [], warnings: [], faults: [] };
  const seen = new Set<string>();
  for (const one of written.filter(Boolean)) {
    try {
      const range = rangeOf(one);
      const bits = bitsBeyond(one, range);
      if (bits !== undefined) read.warnings.push(bits);
      const key = `${range.first}-${range.last}`;
      if (!seen.has(key)) read.ranges.push(range);
      seen.add(key);
    } catch (wrong) {
      if (!(wrong instanceof IpRangeError)) throw wrong;
      read.faults.push(wrong.message);
    }
  }
  return read;
}

/** As a person writes it: one address, or two with a dash between. `readRanges` reads it back. */
export const rangeWords = ({ first, last }: IpRange): string => (first === last ? first : `${first}-${last}`);

const EVERYTHING = new Set(["0.0.0.0-255.255.255.255", "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"]);

function rangeOf(text: string): IpRange {
  // 010 is eight to some and ten to others: a guess would give an institution somebody else's addresses.
  if (/(?:^|[.:-])0[\dx][\da-f]*\.|\.0[\dx]/i.test(text))
    throw new IpRangeError(`${text} has leading zeros, which can be read in two ways; write it without them`);
  if (text.includes("%")) throw new IpRangeError(`${text} names an interface, which is no address on the internet`);
  const range = parseIpRange(unmapped(text));
  if (EVERYTHING.has(`${range.first}-${range.last}`)) throw new IpRangeError(`${text} is every address`);
  return range;
}

/** `::ffff:192.0.2.0/120` is 192.0.2.0/24. */
const unmapped = (text: string): string =>
  text.replace(/^::ffff:(\d+\.\d+\.\d+\.\d+)\/(\d+)$/i, (whole, address, bits) =>
    Number(bits) >= 96 ? `${address}/${Number(bits) - 96}` : whole,
  );

/** What to say of 192.0.2.77/24: it is taken as 192.0.2.0/24, and may be meant as one address. */
function bitsBeyond(text: string, { first, last }: IpRange): string | undefined {
  const [base = "", bits] = text.split("/");
  if (bits === undefined || parseIpRange(base).first === first) return undefined;
  return `${text} has bits beyond the prefix; it is read as ${first}-${last}`;
}
