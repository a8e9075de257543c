import { createHash } from "node:crypto";
import { z } from "zod";
import type { Day } from "@/lib/calendar/day";
import { PERCENTILE_GROUPS } from "@/lib/catalog/settings";
import { MEASURES } from "@/lib/usage/measures";

const count = z.number().int().nonnegative();
const measures = z.object({
  abstractViews: count,
  fullTextViews: count,
  pdfDownloads: count,
  totalItemInvestigations: count,
  uniqueItemInvestigations: count,
  totalItemRequests: count,
  uniqueItemRequests: count,
});

/** The figures of a letter as they were handed out. */
export const LetterFigures = z.object({
  doi: z.string(),
  title: z.string(),
  journal: z.string(),
  issn: z.string(),
  /** The figures are simulated. */
  sample: z.boolean(),
  /** How the article is known to be the named person's. */
  by: z.enum(["orcid", "email", "claim"]),
  recordedSince: z.string(),
  totals: measures,
  months: z.array(measures.extend({ start: z.string() })),
  /** Where it stood among its peers, the articles of its journal or of its kind there, at the same age; null where they were too few. */
  standing: z
    .object({
      ...{ percentile: z.number().int(), articles: count, age: count, total: count, through: z.string() },
      peers: z.object({ of: z.enum(PERCENTILE_GROUPS), name: z.string() }),
    })
    .nullable(),
});
export type LetterFigures = z.infer<typeof LetterFigures>;

/** A letter as it is on record. */
export interface Letter {
  code: string;
  articleId: number;
  name: string;
  from: Day;
  to: Day;
  made: Date;
  figures: LetterFigures;
  methodVersion: string;
  countedThrough: Date;
  sha256: string;
  bytes: number;
}

/** What a letter prints of its figures' hash can be had from its figures alone, in this order, by anybody. */
export function figuresHash({
  code,
  name,
  from,
  to,
  figures,
  methodVersion,
}: Pick<Letter, "code" | "name" | "from" | "to" | "figures" | "methodVersion">): string {
  const { doi, totals, months, standing } = figures;
  const lines = [
    code,
    doi,
    name,
    `${from} ${to}`,
    methodVersion,
    MEASURES.map((measure) => totals[measure]).join(" "),
    ...months.map((month) => [month.start, ...MEASURES.map((measure) => month[measure])].join(" ")),
    standing
      ? [standing.percentile, standing.articles, standing.age, standing.peers.of, standing.peers.name].join(" ")
      : "-",
  ];
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}
