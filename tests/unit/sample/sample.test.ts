import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { addDays, dayOf, startOfDay } from "@/lib/calendar/day";
import { dropReason } from "@/lib/collector/classify";
import { Robots } from "@/lib/collector/robots";
import { CENTRE_DOI, SAMPLE_JOURNAL, sampleArticles } from "@/lib/sample/journal";
import { samplePdf } from "@/lib/sample/pdf";
import { simulatedTraffic } from "@/lib/sample/traffic";

const articles = sampleArticles();
const centre = articles.find(({ doi }) => doi === CENTRE_DOI);
if (!centre) throw new Error("the centre of the sample is missing");

describe("the sample's facts", () => {
  test("are of 47 articles, each with a DOI and an address of its own", () => {
    expect(articles).toHaveLength(47);
    expect(new Set(articles.map(({ doi }) => doi)).size).toBe(47);
    expect(new Set(articles.map(({ volume, issue, firstPage }) => `${volume}/${issue}/${firstPage}`)).size).toBe(47);
  });

  test("leave out what is not known", () => {
    for (const article of articles) {
      for (const [name, value] of Object.entries(article)) expect(value, `${article.doi} ${name}`).not.toBe("");
      expect(Object.values(article)).not.toContain(null);
    }
  });

  test("have the article they are built around, whole", () => {
    expect(centre).toMatchObject({
      title: "The Regenerative Role of the Fetal and Adult Stem Cell Secretome",
      type: "Review",
      volume: "2",
      issue: "4",
      firstPage: "302",
      lastPage: "327",
      received: "2013-10-09",
      revised: "2013-11-17",
      accepted: "2013-11-25",
      published: "2013-12-17",
      specialIssue: "Frontiers in Stem Cell Treatments",
      keywords: ["stem cells", "paracrine effect", "secretome", "microvesicles", "trophic factors"],
      license: "CC BY 3.0",
      accessTypes: [{ since: "2013-12-17", accessType: "Open" }],
    });
    expect(centre.authors.map(({ given, family }) => `${given} ${family}`)).toEqual([
      "S. Bollini",
      "C. Gentili",
      "R. Tasso",
      "R. Cancedda",
    ]);
  });
});

test("a sample PDF is a PDF, and the same whenever it is made", async () => {
  const [once, again] = await Promise.all([samplePdf(centre, SAMPLE_JOURNAL), samplePdf(centre, SAMPLE_JOURNAL)]);
  expect(once.subarray(0, 5).toString()).toBe("%PDF-");
  const hash = (content: Buffer) => createHash("sha256").update(content).digest("hex");
  expect(hash(once)).toBe(hash(again));
  expect(once.toString("latin1")).toContain("/FontFile2");
});

describe("two years of simulated requests", () => {
  const until = new Date("2026-11-23T12:00:00Z");
  const simulated = articles.map(({ doi }, i) => ({ id: i + 1, doi, accessType: "Open" as const }));
  const days = [...simulatedTraffic(simulated, until)];
  const requests = days.flatMap(({ requests }) => requests);
  const robots = new Robots();
  const isReader = ({ access }: (typeof requests)[number]) => robots.placementOf(access.userAgent).lane === "reader";

  test("are the same every time, and another number gives others", () => {
    const size = (seed?: number) =>
      [...simulatedTraffic(simulated, until, seed)].reduce((n, day) => n + day.requests.length, 0);
    expect(size()).toBe(requests.length);
    expect(size(7)).not.toBe(requests.length);
  });

  test("begin two years ago and end before now, day by day", () => {
    expect(days.map(({ day }) => day)).toEqual(Array.from({ length: 731 }, (_, i) => addDays("2024-11-23", i)));
    for (const { day, requests } of days)
      for (const { access } of requests) {
        // A visit may go on after midnight; it never goes on after now.
        expect(access.at < until && access.at >= startOfDay(day)).toBe(true);
      }
  });

  test("are less at weekends", () => {
    const mean = (wanted: (weekday: number) => boolean) => {
      const some = days.filter(({ day }) => wanted(startOfDay(day).getUTCDay()));
      return some.reduce((n, { requests }) => n + requests.filter(isReader).length, 0) / some.length;
    };
    expect(mean((weekday) => weekday === 0 || weekday === 6)).toBeLessThan(
      0.7 * mean((weekday) => weekday > 0 && weekday < 6),
    );
  });

  test("spike when an article goes online and fall to a long tail", () => {
    const id = simulated.findIndex(({ doi }) => doi === CENTRE_DOI) + 1;
    const perDay = days.map(
      ({ requests }) => requests.filter((one) => one.access.articleId === id && isReader(one)).length,
    );
    const mean = (some: number[]) => some.reduce((sum, n) => sum + n, 0) / some.length;
    expect(mean(perDay.slice(0, 14))).toBeGreaterThan(2 * mean(perDay.slice(400)));
    expect(mean(perDay.slice(400))).toBeGreaterThan(1);
  });

  test("hold robots, agents, double clicks, byte ranges, prefetches and what delivered nothing", () => {
    const lanes = requests.map(({ access }) => robots.placementOf(access.userAgent).lane);
    const share = lanes.filter((lane) => lane !== "reader").length / lanes.length;
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.6);
    for (const lane of ["agent", "crawler"]) expect(lanes).toContain(lane);
    const drops = new Set(requests.map(({ exchange }) => dropReason(exchange)));
    for (const reason of ["range", "method", "prefetch", "status", undefined]) expect(drops).toContain(reason);
    const last = new Map<string, number>();
    const doubles = requests.filter(({ exchange, access }) => {
      if (dropReason(exchange)) return false;
      const key = `${access.articleId} ${access.action} ${access.address} ${access.userAgent}`;
      const gap = access.at.getTime() - (last.get(key) ?? Number.NEGATIVE_INFINITY);
      last.set(key, access.at.getTime());
      return gap <= 30_000;
    });
    expect(doubles.length).toBeGreaterThan(500);
  });

  test("come from addresses that nobody has", () => {
    const documentation = /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$|^2001:db8:/;
    expect(requests.filter(({ access }) => !documentation.test(access.address))).toEqual([]);
  });

  test("leave days of the past to the day they belong to", () => {
    expect(dayOf(requests[0]?.access.at ?? until)).toBe("2024-11-23");
  });
});
