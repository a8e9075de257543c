import { addDays, type Day, dayOf, daysBetween, startOfDay } from "@/lib/calendar/day";
import type { AccessType } from "@/lib/counter/attributes";
import { popularitiesOf } from "./popularity";
import { Random } from "./random";
import { expectedVisits, momentOfDay, type Popularity } from "./rate";
import { aCrawler, anAgent, aReader, type Sender } from "./readers";
import { readerVisit, robotVisit, type SimulatedRequest } from "./visit";

export type { SimulatedRequest } from "./visit";

export interface SimulatedArticle {
  id: number;
  doi: string;
  accessType: AccessType;
  year: number;
  published?: string;
}

const DAYS = 730;

/** A reader who will come back to an article on a later day. */
interface Return {
  article: SimulatedArticle;
  reader: Sender;
}

/**
 * Two years of believable requests, day by day up to `until` and never after it; the same for the same arguments.
 * Each article has a spike when it goes online on the simulated platform and a long tail after.
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
  const returns = new Map<Day, Return[]>();
  let late: SimulatedRequest[] = [];
  for (let day = first; day <= today; day = addDays(day, 1)) {
    const fresh = articles.flatMap((article, i) => {
      const popularity = popularities[i];
      return popularity ? requestsOfDay(random, article, popularity, day, returns) : [];
    });
    const again = (returns.get(day) ?? []).flatMap(({ article, reader }) => visit(random, article, reader, day));
    returns.delete(day);
    // A visit may go on after midnight: what it asks for then is the next day's.
    const all = [...late, ...fresh, ...again];
    const midnight = startOfDay(addDays(day, 1));
    late = all.filter(({ access }) => access.at >= midnight);
    const requests = all.filter(({ access }) => access.at < midnight && access.at < until);
    yield { day, requests: requests.toSorted((a, b) => a.access.at.getTime() - b.access.at.getTime()) };
  }
}

function requestsOfDay(
  random: Random,
  article: SimulatedArticle,
  popularity: Popularity,
  day: Day,
  returns: Map<Day, Return[]>,
): SimulatedRequest[] {
  const visits = expectedVisits(popularity, day);
  if (visits === 0) return [];
  const requests: SimulatedRequest[] = [];
  for (let n = random.poisson(visits); n > 0; n -= 1) {
    const reader = aReader(random);
    requests.push(...visit(random, article, reader, day));
    if (random.chance(0.05)) requests.push(...visit(random, article, reader, day));
    if (random.chance(0.08)) {
      // Most who come back do so within days, a few after weeks.
      const later = addDays(day, 1 + Math.floor(40 * random.next() ** 3));
      returns.set(later, [...(returns.get(later) ?? []), { article, reader }]);
    }
  }
  // Robots care little for fame and nothing for weekends, and AI agents come more every month.
  const midnight = startOfDay(day).getTime();
  const age = daysBetween(popularity.online, day);
  const robots = (count: number, sender: (random: Random) => Sender) => {
    for (let n = random.poisson(count); n > 0; n -= 1) {
      requests.push(...robotVisit(random, subject(article), sender(random), midnight + random.next() * 86_400_000));
    }
  };
  robots(1.6 + 0.18 * popularity.base, aCrawler);
  robots(0.4 + 0.0012 * age, anAgent);
  return requests;
}

const visit = (random: Random, article: SimulatedArticle, reader: Sender, day: Day): SimulatedRequest[] =>
  readerVisit(random, subject(article), reader, startOfDay(day).getTime() + momentOfDay(random));

const subject = ({ id, accessType, year }: SimulatedArticle) => ({ articleId: id, accessType, year });
