import type { Range } from "@/lib/calendar/comparison";
import type { Day } from "@/lib/calendar/day";
import { wholeMonths } from "@/lib/calendar/month";
import type { Places } from "@/lib/usage/places";
import { countryWords, wholeNumber } from "@/lib/usage/words";
import { shareWords } from "../change-words";
import type { Part } from "../content";
import { periodWords } from "../period-words";

const PRINTED = 20;

/**
 * The days whose places a report tells. It goes to whoever its editors say, and to others from there: as to strangers, places are told by
 * whole months that are over (decision 23), which a month, a quarter or a year of a report already is.
 */
export const placeDays = (period: Range, through: Day): Range => wholeMonths(period, through);

/** Where readers were: places of few views and downloads are told together. */
export function placesPart(
  { named, hidden }: Places,
  { days, least, all }: { days: Range; least: number; all: number },
): Part {
  const together =
    hidden.places === 0
      ? []
      : [
          {
            code: null,
            country: `${hidden.places} more, ${hidden.taken ? "told together" : `fewer than ${least} each, told together`}`,
            ...hidden,
          },
        ];
  const rows = [
    ...named.map((place) => ({ ...place, code: place.place, country: countryWords(place.place) })),
    ...together,
  ];
  const more = named.length - PRINTED;
  const printed = more > 1 ? [...rows.slice(0, PRINTED)] : rows;
  return {
    kind: "table",
    table: {
      ...{ key: "countries", sheet: "Countries", title: "Where readers were" },
      note: `${periodWords(days)}. Countries of fewer than ${least} views and downloads are told together, so that no reader can be told.`,
      columns: [
        { key: "code", words: "Code", width: 8 },
        { key: "country", words: "Country", width: 40 },
        { key: "totalItemInvestigations", words: "Views and downloads", width: 18 },
        { key: "totalItemRequests", words: "Full-text reads", width: 18 },
      ],
      rows: rows.map(({ code, country, totalItemInvestigations, totalItemRequests }) => [
        code,
        country,
        totalItemInvestigations,
        totalItemRequests ?? null,
      ]),
      print: {
        columns: [
          { words: "Country", width: 0, numbers: false },
          { words: "Views and downloads", width: 90, numbers: true },
          { words: "Share", width: 60, numbers: true },
          { words: "Full-text reads", width: 90, numbers: true },
        ],
        rows: printed.map(({ country, totalItemInvestigations, totalItemRequests }) => [
          country,
          wholeNumber(totalItemInvestigations),
          shareWords(totalItemInvestigations / all, 1),
          totalItemRequests === undefined ? "few" : wholeNumber(totalItemRequests),
        ]),
        none: "Nothing is on record for these days.",
      },
    },
  };
}
