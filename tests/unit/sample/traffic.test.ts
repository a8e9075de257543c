import { describe, expect, test } from "vitest";
import { addDays, type Day, dayOf, startOfDay } from "@/lib/calendar/day";
import { dropReason } from "@/lib/collector/classify";
import { countryOf, UNKNOWN_COUNTRY } from "@/lib/collector/country";
import { Robots } from "@/lib/collector/robots";
import { CENTRE_DOI, sampleArticles } from "@/lib/sample/journal";
import { type SimulatedRequest, simulatedTraffic } from "@/lib/sample/traffic";

const until = new Date("2026-11-23T12:00:00Z");
const FIRST = "2024-11-23";
const articles = sampleArticles().map(({ doi, published }, i) => ({
  id: i + 1,
  doi,
  accessType: "Open" as const,
  year: 2013,
  ...(published ? { published } : {}),
}));
const days = [...simulatedTraffic(articles, until)];
const requests = days.flatMap((day) => day.requests);

const robots = new Robots();
const lanes = new Map<string | undefined, string>();
const laneOf = ({ access: { userAgent } }: SimulatedRequest): string => {
  const lane = lanes.get(userAgent) ?? robots.placementOf(userAgent).lane;
  lanes.set(userAgent, lane);
  return lane;
};
const isReader = (request: SimulatedRequest) => laneOf(request) === "reader";

/** Each article's requests by readers, for every day since it went online. */
const lives = new Map(
  articles.map(({ id, doi }) => {
    const counts = days.map(({ requests }) => requests.filter((one) => one.access.articleId === id));
    const online = counts.findIndex((some) => some.length > 0);
    return [doi, { online, perDay: counts.slice(online).map((some) => some.filter(isReader).length) }];
  }),
);
const life = (doi: string) => lives.get(doi) ?? { online: -1, perDay: [] };
const isOld = (doi: string) => /jcm[23]0/.test(doi);
const sum = (some: readonly number[]) => some.reduce((total, n) => total + n, 0);
const mean = (some: readonly number[]) => sum(some) / some.length;
const median = (some: readonly number[]) => some.toSorted((a, b) => a - b)[Math.floor(some.length / 2)] ?? 0;

describe("two years of simulated requests", () => {
  test("are the same every time, and another number gives others", () => {
    const fingerprint = (seed?: number) => {
      const sizes: number[] = [];
      for (const { requests } of simulatedTraffic(articles, until, seed))
        sizes.push(requests.length, requests.at(-1)?.access.at.getTime() ?? 0);
      return sizes;
    };
    const expected = days.flatMap(({ requests }) => [requests.length, requests.at(-1)?.access.at.getTime() ?? 0]);
    expect(fingerprint()).toEqual(expected);
    expect(fingerprint(7)).not.toEqual(expected);
  });

  test("are some 150,000 to 220,000", () => {
    expect(requests.length).toBeGreaterThan(150_000);
    expect(requests.length).toBeLessThan(220_000);
  });

  test("begin two years ago and end before now, each on its own day and in order", () => {
    expect(days.map(({ day }) => day)).toEqual(Array.from({ length: 731 }, (_, i) => addDays(FIRST, i)));
    const misplaced = days.flatMap(({ day, requests }) => requests.filter(({ access }) => dayOf(access.at) !== day));
    expect(misplaced).toEqual([]);
    expect(requests.filter(({ access }) => access.at >= until)).toEqual([]);
    expect(requests.filter(({ access }, i) => access.at < (requests[i - 1]?.access.at ?? access.at))).toEqual([]);
    expect(days.at(-1)?.requests.length).toBeGreaterThan(0);
  });

  test("go on after midnight when a visit does", () => {
    const last = new Map<string, Date>();
    const goneOn = requests.filter(isReader).filter(({ access }) => {
      const reader = `${access.articleId} ${access.address} ${access.userAgent}`;
      const before = last.get(reader);
      last.set(reader, access.at);
      return before && dayOf(before) !== dayOf(access.at) && access.at.getTime() - before.getTime() < 300_000;
    });
    expect(goneOn.length).toBeGreaterThan(0);
  });

  test("have nothing yet of a day that begins now", () => {
    const midnight = startOfDay("2026-11-23");
    expect([...simulatedTraffic(articles, midnight)].at(-1)).toEqual({ day: "2026-11-23", requests: [] });
  });

  test("are less at weekends, in summer and at Christmas", () => {
    // Of the oldest volumes only: another article's first days would hide the season.
    const old = [...lives].filter(([doi]) => isOld(doi));
    const perDay = (wanted: (day: Day) => boolean) => {
      const offsets = days.flatMap(({ day }, i) => (wanted(day) ? [i] : []));
      return mean(offsets.map((i) => sum(old.map(([, { online, perDay }]) => perDay[i - online] ?? 0))));
    };
    const isWeekend = (day: Day) => [0, 6].includes(startOfDay(day).getUTCDay());
    expect(perDay(isWeekend)).toBeLessThan(0.7 * perDay((day) => !isWeekend(day)));
    const between = (from: Day, to: Day) => (day: Day) => day >= from && day <= to;
    expect(perDay(between("2025-12-24", "2026-01-01"))).toBeLessThan(0.7 * perDay(between("2025-12-01", "2025-12-18")));
    expect(perDay(between("2026-07-20", "2026-08-23"))).toBeLessThan(0.9 * perDay(between("2026-05-18", "2026-06-21")));
  });

  test("spike in each article's first two weeks and fall to a long tail", () => {
    for (const [doi, { perDay }] of lives)
      expect(mean(perDay.slice(0, 14)), doi).toBeGreaterThan(median(perDay.slice(14)));
    const { perDay } = life(CENTRE_DOI);
    expect(mean(perDay.slice(0, 14))).toBeGreaterThan(2 * mean(perDay.slice(400)));
    expect(mean(perDay.slice(400))).toBeGreaterThan(1);
  });

  test("begin with the oldest volumes and have every article within sixteen months", () => {
    for (const { doi } of articles) {
      const { online } = life(doi);
      if (isOld(doi)) expect(online, doi).toBeLessThan(3);
      else expect(online, doi).toBeGreaterThan(3);
      expect(online, doi).toBeLessThan(480);
    }
  });

  test("are very unequal, with the centre among the three most read", () => {
    const ranking = [...lives]
      .map(([doi, { perDay }]) => ({ doi, read: sum(perDay) }))
      .toSorted((a, b) => b.read - a.read);
    expect(ranking.slice(0, 3).map(({ doi }) => doi)).toContain(CENTRE_DOI);
    expect(ranking[0]?.read).toBeGreaterThan(5 * (ranking[23]?.read ?? 0));
  });

  test("have a day when one article is suddenly read ten times as much", () => {
    const { perDay } = life(CENTRE_DOI);
    const spike = perDay.indexOf(Math.max(...perDay.slice(60)), 60);
    expect(perDay[spike]).toBeGreaterThan(7 * mean(perDay.slice(spike - 28, spike)));
  });

  test("are by robots and agents in 35 to 45 of 100", () => {
    const share = requests.filter((request) => !isReader(request)).length / requests.length;
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.45);
    const agents = requests.map(({ access }) => access.userAgent ?? "");
    for (const name of ["Googlebot", "bingbot", "AhrefsBot", "curl", "python-requests", "GPTBot", "ClaudeBot"])
      expect(
        agents.some((agent) => agent.includes(name)),
        name,
      ).toBe(true);
    for (const name of ["PerplexityBot", "ChatGPT-User"])
      expect(agents.some((agent) => agent.includes(name))).toBe(true);
    expect(agents).toContain("");
  });

  test("hold byte ranges, revalidations, HEAD, prefetches and what is not there", () => {
    const drops = new Set(requests.map(({ exchange }) => dropReason(exchange)));
    for (const reason of ["range", "method", "prefetch", "status", undefined]) expect(drops).toContain(reason);
    const seen = new Set(requests.map(({ exchange }) => `${exchange.method} ${exchange.status}`));
    for (const one of ["GET 200", "GET 206", "GET 304", "GET 404", "HEAD 200", "POST 200"]) expect(seen).toContain(one);
    const beacons = requests.filter(({ access }) => access.action !== "pdf");
    expect(new Set(beacons.map(({ exchange }) => `${exchange.method} ${exchange.status}`))).toEqual(
      new Set(["POST 200"]),
    );
  });

  test("hold double clicks, files opened without the abstract, and readers who come back days later", () => {
    const last = new Map<string, number>();
    const abstracts = new Set<string>();
    const daysOf = new Map<string, Set<Day>>();
    let doubles = 0;
    let direct = 0;
    for (const { exchange, access } of requests.filter((one) => isReader(one) && !dropReason(one.exchange))) {
      const reader = `${access.articleId} ${access.address} ${access.userAgent}`;
      const at = access.at.getTime();
      if (at - (last.get(reader + access.action) ?? 0) <= 30_000) doubles += 1;
      last.set(reader + access.action, at);
      if (access.action === "abstract") abstracts.add(reader);
      if (access.action === "pdf" && exchange.method === "GET" && !abstracts.has(reader)) direct += 1;
      daysOf.set(reader, (daysOf.get(reader) ?? new Set()).add(dayOf(access.at)));
    }
    expect(doubles).toBeGreaterThan(500);
    expect(direct).toBeGreaterThan(5_000);
    expect([...daysOf.values()].filter(({ size }) => size > 1).length).toBeGreaterThan(1_500);
  });

  test("come from many addresses of many countries; only robots' are reserved ones", () => {
    const readers = requests.filter(
      ({ access }) => !/^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$|^2001:db8:/.test(access.address),
    );
    const addresses = [...new Set(readers.map(({ access }) => access.address))];
    expect(addresses.length).toBeGreaterThan(5_000);
    const countries = addresses.map(countryOf).filter((country) => country !== UNKNOWN_COUNTRY);
    expect(countries.length).toBeGreaterThan(0.9 * addresses.length);
    expect(new Set(countries).size).toBeGreaterThan(60);
  });

  test("of readers are led to by other sites about half of the time, those of robots never", () => {
    const first = new Map(
      requests
        .filter(({ access }) => access.userAgent?.startsWith("Mozilla/5.0 (") && !/compatible/.test(access.userAgent))
        .map(({ access }) => [`${access.articleId} ${access.address} ${access.userAgent}`, access]),
    );
    const readers = [...first.values()];
    const hosts = new Set(requests.map(({ access }) => access.referrer));
    expect(hosts.size).toBeGreaterThan(7);
    const led = requests.filter(({ access }) => access.referrer !== undefined);
    expect(led.length / readers.length).toBeGreaterThan(0.4);
    expect(led.length / readers.length).toBeLessThan(0.9);
    expect(led.filter(({ access }) => /compatible/.test(access.userAgent ?? ""))).toEqual([]);
  });
});
