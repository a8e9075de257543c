import { z } from "zod";
import { settingsOf, smallNumbersOf } from "@/lib/catalog/settings";
import { journalById } from "@/lib/catalog/sql/journals";
import { listingRows } from "@/lib/catalog/sql/listing";
import { specialIssuesByIds } from "@/lib/catalog/sql/special-issues";
import type { Db } from "@/lib/db/connection";
import { inSnapshot } from "@/lib/db/snapshot";
import { restatedMonths } from "@/lib/reports/sql/restated";
import { sumOf } from "@/lib/usage/measures";
import { hideSmall } from "@/lib/usage/places";
import { groupCountryRows, groupDayRows, specialIssueGroup } from "@/lib/usage/sql/groups";
import { definitionsOf } from "../definitions";
import { figuresOf, readsHeadline } from "../figures";
import { DOCUMENT_FORMATS } from "../format";
import { framed, readFrame } from "../frame";
import type { Kind } from "../kind";
import { articleRows } from "../parts/article-rows";
import { articleTable } from "../parts/article-table";
import { notedPart } from "../parts/noted";
import { placeDays, placesPart } from "../parts/places";
import { restatedPart } from "../parts/restated";
import { siblingsPart } from "../parts/siblings";
import { periodUsage } from "../parts/usage";

const ask = z.strictObject({
  what: z.literal("special-issue"),
  journalId: z.int().positive(),
  specialIssueId: z.int().positive(),
});

/** Special issues seldom have more articles; files have all. */
const PRINTED = 100;

/** A special issue for its guest editors: what is read of it, and how it stands among the journal's others. */
export const specialIssue: Kind<typeof ask> = {
  ask,
  formats: DOCUMENT_FORMATS,
  fault: async (db, asked) => {
    const journal = await journalById(db, asked.journalId);
    if (!journal) return "There is no such journal.";
    return (await issueOf(db, asked)) ? undefined : `${journal.title} has no special issue ${asked.specialIssueId}.`;
  },
  words: async (db, asked) => {
    const issue = await issueOf(db, asked);
    return `Special issue ${issue ? `“${issue.title}”` : asked.specialIssueId}`;
  },
  read: (db, asked, at) =>
    inSnapshot(db, async (snapshot) => {
      const { journalId, specialIssueId } = asked;
      const issue = await issueOf(snapshot, asked);
      if (!issue) throw new Error(`the special issue ${specialIssueId} of a report is not there any more`);
      const group = specialIssueGroup(journalId, specialIssueId);
      const frame = await readFrame(snapshot, group, at);
      const { journal, period, before, through = period.to } = frame;
      const usage = periodUsage(
        {
          days: await groupDayRows(snapshot, group, period.from, period.to),
          before: before && (await groupDayRows(snapshot, group, before.from, before.to)),
        },
        frame,
        at.now,
      );
      const listing = await listingRows(snapshot, journalId);
      const own = listing.filter((article) => article.specialIssueId === specialIssueId);
      const articles = await articleRows(snapshot, own, { journalId, period, before });
      const days = placeDays(period, through);
      const least = smallNumbersOf(await settingsOf(snapshot, journalId), at.env);
      const countries = await groupCountryRows(snapshot, group, days.from, days.to);
      const all = sumOf(await groupDayRows(snapshot, group, days.from, days.to)).totalItemInvestigations;
      return {
        form: "document",
        content: {
          ...framed(frame),
          title: `Special issue “${issue.title}”`,
          named: { name: issue.title, without: "Special issue" },
          headline: readsHeadline(usage.totals, usage.before),
          figures: figuresOf(usage.totals, usage.before),
          empty: usage.totals.totalItemInvestigations === 0,
          totals: usage.totals,
          of: [
            ["Special issue", issue.title],
            ["Articles", String(own.length)],
            ...(issue.closed === null ? [] : [["Closed", issue.closed] as const]),
          ],
          parts: [
            ...usage.parts,
            {
              kind: "table",
              table: articleTable(articles.rows, {
                title: "Articles",
                note: "By full-text reads in the days of this report.",
                printed: [
                  "published",
                  "totalItemInvestigations",
                  "totalItemRequests",
                  "change",
                  "readShare",
                  "percentile",
                ],
                most: PRINTED,
                none: "The special issue has no articles yet.",
              }),
            },
            await siblingsPart(snapshot, journal, listing, { specialIssueId, period }),
            placesPart(hideSmall(countries, least), { days, least, all }),
            restatedPart(await restatedMonths(snapshot, { journalId, specialIssueId }, period.from, period.to)),
            await notedPart(snapshot, { journalId, specialIssueId }, period),
          ],
          main: "articles",
          path: `/desk/${journal.issn}/special-issues/${issue.slug}?from=${period.from}&to=${period.to}`,
          definitions: definitionsOf("share", "change", "percentile", "places", "restated"),
        },
      };
    }),
};

/** The special issue, where it is one of the journal. */
async function issueOf(db: Db, { journalId, specialIssueId }: { journalId: number; specialIssueId: number }) {
  const journal = await journalById(db, journalId);
  const [issue] = await specialIssuesByIds(db, [specialIssueId]);
  return issue && issue.issn === journal?.issn ? issue : undefined;
}
