import { addDays, type Day, dayOf, daysBetween, startOfDay } from "@/lib/calendar/day";
import type { AccessType } from "@/lib/counter/attributes";
import { CENTRE_DOI } from "./journal";
import { Random } from "./random";
import { baseOfRank, expectedVisits, momentOfDay, type Popularity } from "./rate";
import { aCrawler, anAgent, aReader } from "./readers";
import { readerVisit, robotVisit, type SimulatedRequest } from "./visit";

export interface SimulatedArticle {
  id: number;
  doi: string;
  accessType: AccessType;
}

const DAYS = 730;
/** Articles go online one after another in the first 15 months, the oldest on the first day. */
const STAGGERED_OVER = 450;

/**
 * Two years of believable requests, day by day up to `until` and never after it; the same for the same arguments.
 * `articles` are in order of publication. Each has a spike when it goes online on the simulated platform and a long tail after.
 */
export function* simulatedTraffic(
  articles: readonly SimulatedArticle[],
  until: Date,
  seed = 302,
): Generator<{ day: Day; requests: SimulatedRequest[] }> {
  const random = new Random(seed);
  const today = dayOf(until);
  const first = addDays(today, -DAYS);
  const popularities = popularitiesOf(articles, first, random);
  for (let day = first; day <= today; day = addDays(day, 1)) {
    const midnight = startOfDay(day).getTime();
    const requests = articles.flatMap((article, i) => {
      const popularity = popularities[i];
      return popularity ? requestsOfDay(random, article, popularity, day, midnight) : [];
    });
    const past = requests.filter(({ access }) => access.at < until);
    yield { day, requests: past.toSorted((a, b) => a.access.at.getTime() - b.access.at.getTime()) };
  }
}

function requestsOfDay(
  random: Random,
  { id, accessType }: SimulatedArticle,
  popularity: Popularity,
  day: Day,
  midnight: number,
): SimulatedRequest[] {
  const article = { articleId: id, accessType };
  const visits = expectedVisits(popularity, day);
  if (visits === 0) return [];
  const requests: SimulatedRequest[] = [];
  for (let n = random.poisson(visits); n > 0; n -= 1) {
    const reader = aReader(random);
    requests.push(...readerVisit(random, article, reader, midnight + momentOfDay(random)));
    if (random.chance(0.05)) requests.push(...readerVisit(random, article, reader, midnight + momentOfDay(random)));
  }
  // Robots care little for fame and nothing for weekends, and AI agents come more every month.
  const age = daysBetween(popularity.online, day);
  for (let n = random.poisson(0.9 + 0.12 * popularity.base); n > 0; n -= 1) {
    requests.push(...robotVisit(random, article, aCrawler(random), midnight + random.next() * 86_400_000));
  }
  for (let n = random.poisson(0.25 + 0.0008 * age); n > 0; n -= 1) {
    requests.push(...robotVisit(random, article, anAgent(random), midnight + random.next() * 86_400_000));
  }
  return requests;
}

function popularitiesOf(articles: readonly SimulatedArticle[], first: Day, random: Random): Popularity[] {
  const ranks = articles.map((_, i) => i);
  for (let i = ranks.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [ranks[i], ranks[j]] = [ranks[j] ?? 0, ranks[i] ?? 0];
  }
  const centre = articles.findIndex(({ doi }) => doi === CENTRE_DOI);
  const leader = ranks.indexOf(1);
  if (centre >= 0) [ranks[centre], ranks[leader]] = [ranks[leader] ?? 0, ranks[centre] ?? 0];
  return articles.map(({ doi }, i) => {
    const waits = doi === CENTRE_DOI ? 0 : Math.floor((i / articles.length) * STAGGERED_OVER);
    const spikes = new Map<Day, number>();
    if (doi === CENTRE_DOI) {
      for (const [after, factor] of [
        [311, 9],
        [312, 5],
        [313, 2.5],
        [598, 6],
        [599, 3],
      ] as const) {
        spikes.set(addDays(first, after), factor);
      }
    }
    return { base: baseOfRank(ranks[i] ?? i), online: addDays(first, waits), spikes };
  });
}
