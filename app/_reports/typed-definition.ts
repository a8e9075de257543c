import type { TypedDefinition } from "@/lib/reports/definition/define";
import type { Ask } from "@/lib/reports/made/ask";
import { parsePeriod, periodText } from "@/lib/reports/schedule/period";

/** The fields of the form that defines a report, as texts: what is in it is in the address of the page that says what is wrong. */
export const DEFINITION_FIELDS = [
  ...["what", "name", "view", "special-issue", "orcid", "report", "customer", "settings"],
  ...["period", "month", "count", "from", "to", "formats"],
] as const;
export type DefinitionTexts = Record<string, string>;

/** Several values of one field stand in one text. */
export const textsOf = (fields: URLSearchParams, names: readonly string[]): DefinitionTexts =>
  Object.fromEntries(names.map((name) => [name, fields.getAll(name).join(" ").trim()]));

const number = (text: string): number => (/^\d{1,9}$/.test(text) ? Number(text) : 0);

/** What the form says, as far as it can be understood; `checkDefinition` says what is wrong with it. */
export function typedDefinition(texts: DefinitionTexts, journalId: number | null): TypedDefinition {
  const text = (name: string) => texts[name] ?? "";
  return {
    name: text("name"),
    ask: typedAsk(text, journalId),
    period: typedPeriod(text),
    formats: text("formats").split(/\s+/).filter(Boolean),
  };
}

function typedAsk(text: (name: string) => string, journalId: number | null): unknown {
  const what = text("what");
  switch (what) {
    case "counter":
      return { what, report: text("report"), customerId: text("customer"), settings: settingsOf(text("settings")) };
    case "special-issue":
      return { what, journalId, specialIssueId: number(text("special-issue")) };
    case "author":
      return {
        what,
        journalId,
        orcid: text("orcid")
          .replace(/^https?:\/\/orcid\.org\//, "")
          .toUpperCase(),
      };
    case "articles":
    case "series":
      return { what, journalId, view: text("view") };
    default:
      return { what, journalId };
  }
}

/** Lines of `name=value`. */
const settingsOf = (lines: string): Record<string, string> =>
  Object.fromEntries(
    lines
      .split(/[\r\n\s]+/)
      .filter((line) => line !== "")
      .map((line) => {
        const at = line.indexOf("=");
        return at === -1 ? [line, ""] : [line.slice(0, at), line.slice(at + 1)];
      }),
  );

function typedPeriod(text: (name: string) => string): string {
  const kind = text("period");
  switch (kind) {
    case "financial-year":
      return `${kind}:${text("month")}`;
    case "rolling-days":
    case "rolling-months":
      return `${kind}:${text("count")}`;
    case "fixed":
      return `${kind}:${text("from")}..${text("to")}`;
    default:
      return kind;
  }
}

/** The form of a definition that is kept. */
export function definitionTexts(kept: {
  name: string;
  ask: Ask;
  period: string;
  formats: readonly string[];
}): DefinitionTexts {
  return { name: kept.name, ...askTexts(kept.ask), ...periodTexts(kept.period), formats: kept.formats.join(" ") };
}

function askTexts(ask: Ask): DefinitionTexts {
  switch (ask.what) {
    case "counter": {
      const settings = Object.entries(ask.settings).map(([name, value]) => `${name}=${value}`);
      return { what: ask.what, report: ask.report, customer: ask.customerId, settings: settings.join("\n") };
    }
    case "special-issue":
      return { what: ask.what, "special-issue": String(ask.specialIssueId) };
    case "author":
      return { what: ask.what, orcid: ask.orcid };
    case "articles":
    case "series":
      return { what: ask.what, view: ask.view };
    case "overview":
    case "ledger":
      return { what: ask.what };
  }
}

function periodTexts(period: string): DefinitionTexts {
  const parsed = parsePeriod(period);
  if ("fault" in parsed) return { period };
  const { kind, ...of } = parsed.period;
  const [, argument = ""] = periodText(parsed.period).split(":");
  if ("from" in of) return { period: kind, from: of.from, to: of.to };
  return { period: kind, ...(kind === "financial-year" ? { month: argument } : { count: argument }) };
}
