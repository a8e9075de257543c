import type { Content } from "./content";

/** What must be known to read a report, as names and values: above the heading of a CSV, in a workbook's last sheet, at the end of print. */
export function aboutLines(
  {
    title,
    journal,
    period,
    before,
    of,
    countedThrough,
    methodVersion,
    provisional,
  }: Pick<
    Content,
    "title" | "journal" | "period" | "before" | "of" | "countedThrough" | "methodVersion" | "provisional"
  >,
  now: Date,
): (readonly [name: string, value: string])[] {
  return [
    ["Report", title],
    ["Journal", journal.title],
    ["ISSN", journal.issn],
    ["Period", `${period.from} to ${period.to}`],
    ...(before ? [["Before", `${before.from} to ${before.to}`] as const] : []),
    ...of,
    ["Time zone", "UTC"],
    ["Counted through", countedThrough ?? "nothing counted yet"],
    ["Method", `${methodVersion}, by the COUNTER Code of Practice R5.1`],
    ["Provisional", provisional ? PROVISIONAL : "no"],
    ["Made", now.toISOString().replace(/\.\d+Z$/, "Z")],
    ...(journal.sample ? [["Note", SIMULATED] as const] : []),
  ];
}

export const PROVISIONAL = "yes: not all of the period was counted when this was made; figures may still grow";
export const SIMULATED = "Sample journal: these figures are simulated.";
