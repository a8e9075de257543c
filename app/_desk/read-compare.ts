import { pointWords } from "@/app/_charts/words";
import type { Journal } from "@/lib/catalog/article";
import type { ListedArticle } from "@/lib/catalog/sql/listing";
import type { Db } from "@/lib/db/connection";
import { articleUsage } from "@/lib/usage/article-usage";
import { ageLines, aligned } from "@/lib/usage/by-age";
import { groupUsage, listing } from "@/lib/usage/journal-figures";
import type { UsagePoint } from "@/lib/usage/series";
import { groupAgeRows } from "@/lib/usage/sql/standings";
import { articleStanding } from "@/lib/usage/standings";
import { type Compared, type CompareView, comparedWords } from "./compare-view";
import type { ReadScope } from "./read-scope";

export interface ComparedLine {
  of: Compared;
  label: string;
  values: (number | null)[];
  /** Over all the steps, where a sum says something. */
  total: number | undefined;
}

export interface Comparing {
  steps: string[];
  lines: ComparedLine[];
  faults: string[];
}

/** The lines of a comparison, over days or ages. What is not of the journal is not told of, and named. */
export async function readCompare(
  db: Db,
  journal: Journal,
  { of, align, measure }: CompareView,
  { view }: ReadScope,
): Promise<Comparing> {
  const articles = await listing(db, journal.id);
  const faults: string[] = [];
  const known = of.flatMap((one) => {
    const label = labelOf(one, articles, journal);
    if (label === undefined) faults.push(`${comparedWords(one)} is not in this journal`);
    return label === undefined ? [] : [{ of: one, label }];
  });
  if (align === "age") return { ...(await byAge(db, journal, known, articles)), faults };
  const now = new Date();
  const usages = await Promise.all(
    known.map(({ of: one }) => {
      if (one.kind === "group")
        return groupUsage(db, { journalId: journal.id, kind: one.group, key: one.key }, view, now);
      return articleUsage(db, articleOf(one.doi, articles)?.id ?? 0, view, now);
    }),
  );
  // A part of an interval beside whole ones would look like a fall.
  const points = usages.flatMap(({ series }) => series);
  const whole = points.filter(({ partial }) => !partial);
  const starts = [...new Set((whole.length > 0 ? whole : points).map(({ start }) => start))].sort();
  return {
    steps: starts.map((start) => pointWords(start, view.interval)),
    lines: known.map((line, i) => {
      const own = new Map((usages[i]?.series ?? []).map((point: UsagePoint) => [point.start, point]));
      return {
        ...line,
        // Before something is on record it is not zero.
        values: starts.map((start) => own.get(start)?.[measure] ?? null),
        total: usages[i]?.totals[measure],
      };
    }),
    faults,
  };
}

async function byAge(
  db: Db,
  journal: Journal,
  known: readonly { of: Compared; label: string }[],
  articles: readonly ListedArticle[],
): Promise<Pick<Comparing, "steps" | "lines">> {
  const lines = await Promise.all(
    known.map(async ({ of: one }) => {
      if (one.kind === "group") {
        const [line] = ageLines((await groupAgeRows(db, journal.id, one.group)).filter(({ key }) => key === one.key));
        return { points: line?.points.map(({ age, mean }) => ({ age, value: mean })) ?? [] };
      }
      const article = articleOf(one.doi, articles);
      const standing =
        article && (await articleStanding(db, { id: article.id, published: article.published, journal }, 1));
      // A record that begins in the middle of a life is not aligned on its publication.
      const points = standing?.kind === "compared" && standing.origin === "p" ? standing.points : [];
      return { points: points.map(({ age, total }) => ({ age, value: total })) };
    }),
  );
  const { ages, values } = aligned(lines);
  return {
    steps: ages.map((age) => `Day ${age}`),
    lines: known.map((line, i) => ({ ...line, values: values[i] ?? [], total: undefined })),
  };
}

const articleOf = (doi: string, articles: readonly ListedArticle[]): ListedArticle | undefined =>
  articles.find((article) => article.doi.toLowerCase() === doi.toLowerCase());

function labelOf(one: Compared, articles: readonly ListedArticle[], journal: Journal): string | undefined {
  if (one.kind === "article") return articleOf(one.doi, articles)?.title;
  switch (one.group) {
    case "j":
      return journal.title;
    case "s":
      return articles.find(({ specialIssueId }) => String(specialIssueId) === one.key)?.specialIssue ?? undefined;
    case "t":
      return articles.some(({ type }) => type === one.key) ? one.key : undefined;
    case "c":
      return articles.some(({ section }) => section === one.key) ? one.key : undefined;
    case "y":
      return articles.some(({ year }) => String(year) === one.key) ? `Published in ${one.key}` : undefined;
  }
}

/** The article that words mean: a DOI, or the first whose title holds them. */
export function meantArticle(words: string, articles: readonly ListedArticle[]): ListedArticle | undefined {
  const doi = words.replace(/^https?:\/\/(dx\.)?doi\.org\//i, "");
  const held = words.toLowerCase();
  return articleOf(doi, articles) ?? articles.find(({ title }) => title.toLowerCase().includes(held));
}
