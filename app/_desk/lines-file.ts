import type { Range } from "@/lib/calendar/comparison";
import type { Journal } from "@/lib/catalog/article";
import { METHOD_VERSION } from "@/lib/counter/count-day";
import { dayWords, instantWords } from "@/lib/usage/words";

interface Lines {
  /** Of the files, without their endings. */
  name: string;
  title: string;
  csvHref: string;
  journal: Journal;
  /** The days it is of; undefined of ages. */
  days: Range | undefined;
  rolled: Date | undefined;
}

/** What a picture and a file of a drawing of the desk say of it. */
export const linesFile = ({ name, title, csvHref, journal, days, rolled }: Lines) => ({
  name,
  csvHref,
  title: `${title}, ${journal.title}`,
  notes: [
    [
      `ISSN ${journal.issn}`,
      ...(days ? [`${dayWords(days.from)} to ${dayWords(days.to)}, UTC`] : []),
      ...(rolled ? [`counted through ${instantWords(rolled.toISOString())}`] : []),
    ].join(" · "),
    `Method ${METHOD_VERSION}, by Footfall${journal.sample ? " · Sample journal: these figures are simulated." : ""}`,
  ],
});

/** What stands above a table of the desk that is taken along. */
export const aboutLines = (
  journal: Journal,
  { what, days, rolled }: { what: string; days: Range | undefined; rolled: Date | undefined },
): (readonly [string, string])[] => [
  ["Journal", journal.title],
  ["ISSN", journal.issn],
  ["Figures", what],
  ...(days ? ([["Period", `${days.from} to ${days.to}`]] as const) : []),
  ["Time zone", "UTC"],
  ["Counted through", rolled ? rolled.toISOString() : "nothing counted yet"],
  ["Method", METHOD_VERSION],
  ...(journal.sample ? ([["Note", "Sample journal: these figures are simulated."]] as const) : []),
];
