import { parseCloudfront } from "./formats/cloudfront";
import { parseCombined } from "./formats/combined";
import { parseJsonLine } from "./formats/json";
import { isFault, type LineFault, type LogLine } from "./log-line";

export const FORMATS = ["combined", "common", "vhost", "cloudfront", "json"] as const;
export type Format = (typeof FORMATS)[number];

const EARLIEST = Date.UTC(1990, 0, 1);
const DAY_MS = 86_400_000;

/** Reads the lines of one log: some formats say in a line what the next ones hold. */
export class LineParser {
  readonly #format: Format;
  readonly #latest: number;
  #fields: string[] | undefined;

  constructor(format: Format, now = new Date()) {
    this.#format = format;
    this.#latest = now.getTime() + DAY_MS;
  }

  /** Never throws, and takes time in proportion to the line. `undefined` for a line that is none: empty, or a comment. */
  parse(line: string): LogLine | LineFault | undefined {
    if (line.trim() === "") return { fault: "is empty" };
    const parsed = this.#parse(line);
    if (parsed === undefined || isFault(parsed)) return parsed;
    if (!(parsed.at >= EARLIEST)) return { fault: "lies before 1990" };
    if (parsed.at > this.#latest) return { fault: "lies in the future" };
    return parsed;
  }

  #parse(line: string): LogLine | LineFault | undefined {
    switch (this.#format) {
      case "combined":
      case "common":
      case "vhost":
        return parseCombined(line, this.#format);
      case "json":
        return parseJsonLine(line);
      case "cloudfront":
        if (!line.startsWith("#")) return parseCloudfront(line, this.#fields);
        if (/^#Fields:/i.test(line)) this.#fields = line.slice(8).trim().split(/\s+/);
        return undefined;
    }
  }
}

/** The format that most of the lines can be read by; undefined when none of them can. */
export function detectFormat(lines: readonly string[], now = new Date()): Format | undefined {
  const tried = lines.filter((line) => line.trim() !== "").slice(0, 200);
  if (tried.some((line) => /^#(?:Fields|Version):/i.test(line))) return "cloudfront";
  const scores = (["json", "vhost", "combined", "common"] as const).map((format) => {
    const parser = new LineParser(format, now);
    const read = tried.filter((line) => {
      const parsed = parser.parse(line);
      return parsed !== undefined && !isFault(parsed);
    });
    // Every line that is combined can be read as common, and so can one that was cut.
    return { format, read: format === "common" ? read.length / 2 : read.length };
  });
  const best = scores.toSorted((a, b) => b.read - a.read)[0];
  return best && best.read > 0 ? best.format : undefined;
}
