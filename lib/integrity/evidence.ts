import { z } from "zod";
import type { Day } from "@/lib/calendar/day";

const figure = z.number();
const day = z.string();

/** The measures that go together, so that one of them standing still beside the others is noticed. */
export const SIBLINGS = ["abstractViews", "fullTextViews", "pdfDownloads"] as const;
export type Sibling = (typeof SIBLINGS)[number];

/** The figures a rule went by, as they are kept with its flag: whoever decides sees these, and no verdict. */
export const Evidence = z.discriminatedUnion("rule", [
  z.object({
    rule: z.literal("network"),
    days: z.array(
      z.object({
        day,
        /** All requests of readers on that day. */
        usage: figure,
        /** The networks that made more of it than one should, by their names of that day. */
        networks: z.array(z.object({ network: figure, usage: figure, visitors: figure })),
      }),
    ),
  }),
  z.object({ rule: z.literal("flat"), days: figure, mean: figure, least: figure, most: figure, dispersion: figure }),
  z.object({
    rule: z.literal("stalled"),
    measure: z.enum(SIBLINGS),
    days: figure,
    /** What was to be expected of it, going by its siblings in the same days and by the days before. */
    expected: figure,
    siblings: figure,
    before: z.object({ days: figure, measure: figure, siblings: figure }),
  }),
  z.object({
    rule: z.literal("spike"),
    usage: figure,
    average: figure,
    months: figure,
    sense: z.enum(["more", "less"]),
  }),
  z.object({
    rule: z.literal("ratio"),
    to: z.enum(["abstractViews", "fullTextViews"]),
    type: z.string(),
    months: z.array(
      z.object({
        /** Its first day. */
        month: day,
        pdfDownloads: figure,
        views: figure,
        ratio: figure,
        /** What the same is for its peers: the middle, and where nine in ten of them are. */
        peers: z.object({ articles: figure, median: figure, low: figure, high: figure }),
      }),
    ),
  }),
]);
export type Evidence = z.infer<typeof Evidence>;
export type Rule = Evidence["rule"];
export type EvidenceOf<R extends Rule> = Extract<Evidence, { rule: R }>;

/** The figures of a flag as it is kept; undefined where they are not understood any more. */
export const keptEvidence = ({ rule, evidence }: { rule: string; evidence: Record<string, unknown> }) =>
  Evidence.safeParse({ ...evidence, rule }).data;

export const RULES = ["network", "flat", "stalled", "spike", "ratio"] as const satisfies readonly Rule[];

/** What a rule found: of an article, or of the journal as a whole. Days are both included. */
export interface Finding {
  articleId: number | null;
  from: Day;
  to: Day;
  evidence: Evidence;
}

/** Of what is missing there is nothing to take out, and of a journal as a whole nobody knows which. */
export const mayBeTakenOut = ({ articleId, evidence }: Pick<Finding, "articleId" | "evidence">): boolean =>
  articleId !== null && evidence.rule !== "stalled" && !(evidence.rule === "spike" && evidence.sense === "less");

/** How much of usage is in question, to tell what grew from what only changed. */
export function weightOf(evidence: Evidence): number {
  switch (evidence.rule) {
    case "network":
      return sum(evidence.days.flatMap(({ networks }) => networks.map(({ usage }) => usage)));
    case "flat":
      return evidence.days * evidence.mean;
    case "stalled":
      return evidence.expected;
    case "spike":
      return Math.abs(evidence.usage - evidence.average);
    case "ratio":
      return sum(evidence.months.map(({ pdfDownloads, views }) => pdfDownloads + views));
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
