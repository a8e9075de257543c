import { MEANINGS } from "@/lib/counter/meanings";
import { MEASURES } from "@/lib/usage/measures";
import { FEWEST_ARTICLES } from "@/lib/usage/standings";

type Definition = readonly [term: string, meaning: string];

/** What each measure means, with COUNTER's name where the Code has one. */
const OF_MEASURES: readonly Definition[] = MEASURES.map((measure) => {
  const { name, says, counterName } = MEANINGS[measure];
  return [name, counterName === undefined ? says : `${says} (COUNTER ${counterName})`];
});

const OF_CONTENT = {
  readers: [
    "Not counted",
    "Robots and declared AI tools, and the first of two clicks on the same within 30 seconds. Figures are of this site alone: copies elsewhere are not in them.",
  ],
  share: [
    "Read on to the text",
    "Of the sessions that looked at an article, the share in which its text was read too: unique full-text reads of unique views and downloads.",
  ],
  change: [
    "Change",
    "Beside as many days, or whole months, just before. A percentage is given of twenty or more; of fewer, the difference.",
  ],
  percentile: [
    "Percentile",
    `The share of the journal’s articles, or of those of the same type or section where the journal compares within these, that had gathered no more views and downloads by the same age; told among at least ${FEWEST_ARTICLES}.`,
  ],
  rising: [
    "Rising",
    "Views and downloads of 28 days beside the 28 before, where the difference is more than chance: acceleration, and not totals, which reward age.",
  ],
  places: [
    "Where readers were",
    "By the reader’s address at the time, which is then forgotten. Places with few views and downloads are told together, so that no reader can be told.",
  ],
  restated: [
    "Restated",
    "A month that was complete and was counted again, because usage arrived late, robots were found or somebody decided so; the journal’s ledger has every such day.",
  ],
} as const satisfies Record<string, Definition>;

/** The definitions of what a report shows. */
export const definitionsOf = (...shown: (keyof typeof OF_CONTENT)[]): readonly Definition[] => [
  ...OF_MEASURES,
  OF_CONTENT.readers,
  ...shown.map((one) => OF_CONTENT[one]),
];
