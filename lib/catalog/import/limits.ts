import type { ArticleEntry, JournalEntry } from "../entry";

/** Far beyond what any article has; what is longer is a mistake, and no index would take it. */
const LONGEST = {
  doi: 300,
  title: 2_000,
  titleMarkup: 10_000,
  type: 200,
  volume: 50,
  issue: 50,
  firstPage: 50,
  lastPage: 50,
  specialIssue: 500,
  abstract: 100_000,
  license: 500,
  licenseUrl: 2_000,
} as const;
const LONGEST_WORDS = { keywords: 500, affiliations: 2_000 } as const;
const MOST = { keywords: 500, affiliations: 10_000, authors: 10_000, relations: 1_000 } as const;
const DAYS = ["received", "revised", "accepted", "published", "specialIssueClosed"] as const;
/** Before it nobody printed articles. */
const EARLIEST = 1400;
const LATEST = 2200;

/** Why an article cannot be kept as it is stated, by field; undefined when it can. */
export function entryFault(entry: ArticleEntry, journal: JournalEntry): string | undefined {
  const texts: [field: string, text: string | undefined, longest: number][] = [
    ...Object.entries(LONGEST).map(([field, longest]): [string, string | undefined, number] => [
      field,
      entry[field as keyof typeof LONGEST],
      longest,
    ]),
    ...(["title", "abbreviation", "publisher"] as const).map((field): [string, string, number] => [
      `journal ${field}`,
      journal[field],
      500,
    ]),
    ...(["keywords", "affiliations"] as const).flatMap((field) =>
      entry[field].map((text): [string, string, number] => [field, text, LONGEST_WORDS[field]]),
    ),
    ...entry.authors.flatMap(({ given, family }): [string, string, number][] => [
      ["authors", family, 500],
      ["authors", given ?? "", 500],
    ]),
  ];
  for (const [field, text = "", longest] of texts) {
    if (text.length > longest) return `${field}: has ${text.length} characters, and may have ${longest}`;
    if (text.includes("\0")) return `${field}: holds a character that is none`;
  }
  for (const [field, most] of Object.entries(MOST)) {
    const count = entry[field as keyof typeof MOST]?.length ?? 0;
    if (count > most) return `${field}: there are ${count}, and may be ${most}`;
  }
  const astray = entry.authors.find(({ affiliations }) =>
    affiliations.some((place) => place > entry.affiliations.length),
  );
  if (astray)
    return `authors: ${astray.family} is of affiliation ${Math.max(...astray.affiliations)}, and there are ${entry.affiliations.length}`;
  if (!isPlausible(entry.year)) return `year: ${entry.year} is no year of an article`;
  const odd = DAYS.find((field) => entry[field] && !isPlausible(Number(entry[field].slice(0, 4))));
  return odd && `${odd}: ${entry[odd]} is no day of an article`;
}

const isPlausible = (year: number): boolean => year >= EARLIEST && year <= LATEST;
