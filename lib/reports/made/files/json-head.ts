import type { Content } from "../content";

/** What every report begins with as JSON; the keys are stable. */
export const jsonHead = (
  what: string,
  {
    title,
    journal,
    period,
    before,
    countedThrough,
    methodVersion,
    provisional,
  }: Pick<Content, "title" | "journal" | "period" | "before" | "countedThrough" | "methodVersion" | "provisional">,
  now: Date,
) => ({
  ...{ report: what, title, journal: { issn: journal.issn, title: journal.title, abbreviation: journal.abbreviation } },
  period,
  before: before ?? null,
  ...{ timeZone: "UTC", countedThrough, methodVersion, provisional },
  simulated: journal.sample,
  made: now.toISOString().replace(/\.\d+Z$/, "Z"),
});
