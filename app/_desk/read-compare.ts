import type { Range } from "@/lib/calendar/comparison";
import type { Day } from "@/lib/calendar/day";
import type { Journal } from "@/lib/catalog/article";
import type { ListedArticle } from "@/lib/catalog/sql/listing";
import type { Db } from "@/lib/db/connection";
import { articleUsage } from "@/lib/usage/article-usage";
import { ageLines, aligned } from "@/lib/usage/by-age";
import { articlesUsage, groupUsage, listing, MOST_ADDED_UP } from "@/lib/usage/journal-figures";
import { idsOfKeyword } from "@/lib/usage/keywords";
import type { UsagePoint } from "@/lib/usage/series";
import { groupAgeRows } from "@/lib/usage/sql/standings";
import { articleStanding } from "@/lib/usage/standings";
import { pointWords } from "@/lib/usage/words";
import { type Compared, type CompareView, comparedWords } from "./compare-view";
import { articleOf, comparedLabel } from "./compared-label";
import type { ReadScope } from "./read-scope";

export interface ComparedLine {
  of: Compared;
  label: string;
  values: (number | null)[];
  /** Over all the steps, where a sum says something. */
  total: number | undefined;
  /** Over the days they are set beside; undefined where there are none, or nothing is on record of them. */
  before: number | undefined;
}

export interface Comparing {
  steps: string[];
  /** The days or ages behind the steps. */
  starts: (Day | number)[];
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
    const label = comparedLabel(one, articles, journal);
    const fault = label === undefined ? "is not in this journal" : tooMuch(one, articles, align);
    if (fault !== undefined) faults.push(`${comparedWords(one)} ${fault}`);
    return label === undefined || fault !== undefined ? [] : [{ of: one, label }];
  });
  if (align === "age") return { ...(await byAge(db, journal, known, articles)), faults };
  const now = new Date();
  const usageIn = async (days: Range) =>
    Promise.all(
      known.map(({ of: one }) => {
        const asked = { ...days, interval: view.interval };
        if (one.kind === "group")
          return groupUsage(db, { journalId: journal.id, kind: one.group, key: one.key }, asked, now);
        if (one.kind === "keyword") {
          const ids = idsOfKeyword(articles, one.keyword);
          return articlesUsage(db, { journalId: journal.id, ids }, asked, now);
        }
        return articleUsage(db, articleOf(one.doi, articles)?.id ?? 0, asked, now);
      }),
    );
  const { beside } = view;
  const [usages, others] = await Promise.all([usageIn(view), beside ? usageIn(beside) : []]);
  // A part of an interval beside whole ones would look like a fall.
  const points = usages.flatMap(({ series }) => series);
  const whole = points.filter(({ partial }) => !partial);
  const starts = [...new Set((whole.length > 0 ? whole : points).map(({ start }) => start))].sort();
  return {
    steps: starts.map((start) => pointWords(start, view.interval)),
    starts,
    lines: known.map((line, i) => {
      const own = new Map((usages[i]?.series ?? []).map((point: UsagePoint) => [point.start, point]));
      return {
        ...line,
        // Before something is on record it is not zero.
        values: starts.map((start) => own.get(start)?.[measure] ?? null),
        total: usages[i]?.totals[measure],
        before: beside && onRecord(others[i], beside) ? others[i]?.totals[measure] : undefined,
      };
    }),
    faults,
  };
}

/** Whether anything of some days could be on record. */
const onRecord = (usage: { recordedSince: Day | null } | undefined, { to }: Range): boolean =>
  usage?.recordedSince != null && usage.recordedSince <= to;

/** Why a line cannot be drawn: the days of a keyword's articles are added up when they are asked for. */
function tooMuch(one: Compared, articles: readonly ListedArticle[], align: CompareView["align"]): string | undefined {
  if (one.kind !== "keyword") return undefined;
  if (align === "age") return "is a keyword, and these are compared by date alone";
  const many = idsOfKeyword(articles, one.keyword).length;
  return many > MOST_ADDED_UP
    ? `has ${many} articles, more than the ${MOST_ADDED_UP} that are added up here`
    : undefined;
}

async function byAge(
  db: Db,
  journal: Journal,
  known: readonly { of: Compared; label: string }[],
  articles: readonly ListedArticle[],
): Promise<Omit<Comparing, "faults">> {
  const lines = await Promise.all(
    known.map(async ({ of: one }) => {
      if (one.kind === "group") {
        const [line] = ageLines((await groupAgeRows(db, journal.id, one.group)).filter(({ key }) => key === one.key));
        return { points: line?.points.map(({ age, mean }) => ({ age, value: mean })) ?? [] };
      }
      const article = one.kind === "article" ? articleOf(one.doi, articles) : undefined;
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
    starts: ages,
    lines: known.map((line, i) => ({ ...line, values: values[i] ?? [], total: undefined, before: undefined })),
  };
}
