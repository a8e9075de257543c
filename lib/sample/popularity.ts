import { addDays, type Day } from "@/lib/calendar/day";
import { CENTRE_DOI } from "./journal";
import type { Random } from "./random";
import { baseOfRank, type Popularity } from "./rate";

interface Published {
  doi: string;
  published?: string;
}

/** The oldest third is online from the first day; the others follow one after another until 15 months have passed. */
const ONLINE_AT_ONCE = 1 / 3;
const STAGGERED_OVER = 450;

/** Days after the first on which something sent the centre's readers, and how many times as many they were. */
const SPIKES = [
  [311, 10],
  [312, 5],
  [313, 2.5],
  [598, 6],
  [599, 3],
] as const;

/** How much each article is read and since when, in the order of `articles`. The centre is second, and online at once. */
export function popularitiesOf(articles: readonly Published[], first: Day, random: Random): Popularity[] {
  const ranks = shuffledRanks(articles.length, random);
  const centre = articles.findIndex(({ doi }) => doi === CENTRE_DOI);
  const second = ranks.indexOf(1);
  if (centre >= 0 && second >= 0) [ranks[centre], ranks[second]] = [1, ranks[centre] ?? 0];
  const waits = waitsOf(articles);
  return articles.map((_, i) => ({
    base: baseOfRank(ranks[i] ?? i),
    online: addDays(first, i === centre ? 0 : (waits[i] ?? 0)),
    spikes: new Map(i === centre ? SPIKES.map(([after, factor]) => [addDays(first, after), factor]) : []),
  }));
}

function shuffledRanks(count: number, random: Random): number[] {
  const ranks = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [ranks[i], ranks[j]] = [ranks[j] ?? 0, ranks[i] ?? 0];
  }
  return ranks;
}

/** Days before each goes online, by age. An article whose day is not known is as old as the one before it. */
function waitsOf(articles: readonly Published[]): number[] {
  let known = "";
  const aged = articles.map(({ published }, i) => {
    known = published ?? known;
    return { i, published: known };
  });
  aged.sort((a, b) => (a.published === b.published ? a.i - b.i : a.published < b.published ? -1 : 1));
  const atOnce = Math.floor(articles.length * ONLINE_AT_ONCE);
  const waits: number[] = [];
  aged.forEach(({ i }, age) => {
    waits[i] = age < atOnce ? 0 : Math.round((STAGGERED_OVER * (age - atOnce + 1)) / (articles.length - atOnce));
  });
  return waits;
}
