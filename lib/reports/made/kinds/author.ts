import { z } from "zod";
import { settledThrough } from "@/lib/authors/milestones";
import { reachedOf } from "@/lib/authors/reached";
import { firstOwnDay, ownCountryRows } from "@/lib/authors/sql/figures";
import { isOrcid } from "@/lib/catalog/orcid";
import { settingsOf, smallNumbersOf } from "@/lib/catalog/settings";
import { journalById } from "@/lib/catalog/sql/journals";
import { listingRows } from "@/lib/catalog/sql/listing";
import { inSnapshot } from "@/lib/db/snapshot";
import { articlesOfOrcid } from "@/lib/reports/sql/author-articles";
import { sumOf } from "@/lib/usage/measures";
import { hideSmallTogether } from "@/lib/usage/places";
import { rolledThroughRow } from "@/lib/usage/queries";
import { summedDayRows } from "@/lib/usage/sql/articles-days";
import { definitionsOf } from "../definitions";
import { figuresOf, readsHeadline } from "../figures";
import { DOCUMENT_FORMATS } from "../format";
import { framed, reachOf, theJournal } from "../frame";
import type { Kind } from "../kind";
import { articleRows } from "../parts/article-rows";
import { articleTable } from "../parts/article-table";
import { milestonesPart } from "../parts/milestones";
import { placeDays, placesPart } from "../parts/places";
import { periodUsage } from "../parts/usage";

const ask = z.strictObject({
  what: z.literal("author"),
  journalId: z.int().positive(),
  orcid: z.string().refine(isOrcid, "must be an ORCID iD like 0000-0002-1825-0097"),
});

/** Few authors have more in one journal; files have all. */
const PRINTED = 100;

/** An author's articles in a journal, for the author. */
export const author: Kind<typeof ask> = {
  ask,
  formats: DOCUMENT_FORMATS,
  fault: async (db, { journalId, orcid }) => {
    const journal = await journalById(db, journalId);
    if (!journal) return "There is no such journal.";
    const [one] = await articlesOfOrcid(db, journalId, orcid);
    return one ? undefined : `No article of ${journal.title} names an author with the ORCID iD ${orcid}.`;
  },
  words: async (db, { journalId, orcid }) => {
    const [one] = await articlesOfOrcid(db, journalId, orcid);
    return `Articles of ${one?.name ?? orcid}`;
  },
  read: (db, { journalId, orcid }, at) =>
    inSnapshot(db, async (snapshot) => {
      const { period } = at;
      const journal = await theJournal(snapshot, journalId);
      const named = await articlesOfOrcid(snapshot, journalId, orcid);
      const ids = named.map(({ id }) => id);
      const counted = await rolledThroughRow(snapshot);
      const since = await firstOwnDay(snapshot, ids);
      const reach = reachOf(period, { counted, since, provisional: at.provisional ?? false });
      const frame = { journal, period, ...reach };
      const { before, through = period.to } = frame;
      const usage = periodUsage(
        {
          days: await summedDayRows(snapshot, ids, period.from, period.to),
          before: before && (await summedDayRows(snapshot, ids, before.from, before.to)),
        },
        frame,
        at.now,
      );
      const own = (await listingRows(snapshot, journalId)).filter(({ id }) => ids.includes(id));
      const articles = await articleRows(snapshot, own, { journalId, period, before });
      const days = placeDays(period, through);
      const least = smallNumbersOf(await settingsOf(snapshot, journalId), at.env);
      const countries = await ownCountryRows(snapshot, ids, days.from, days.to);
      const all = sumOf(await summedDayRows(snapshot, ids, days.from, days.to)).totalItemInvestigations;
      const reached = counted ? await reachedOf(snapshot, ids, settledThrough(counted)) : [];
      const name = named[0]?.name ?? orcid;
      return {
        form: "document",
        content: {
          ...framed(frame),
          title: `Articles of ${name}`,
          named: { name, without: "Articles of an author" },
          headline: readsHeadline(usage.totals, usage.before),
          figures: figuresOf(usage.totals, usage.before),
          empty: usage.totals.totalItemInvestigations === 0,
          totals: usage.totals,
          of: [
            ["Author", name],
            ["ORCID iD", orcid],
            ["Articles", String(own.length)],
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
                  "pdfDownloads",
                  "change",
                  "percentile",
                ],
                most: PRINTED,
                none: "No article of the journal names this author any more.",
              }),
            },
            milestonesPart(
              reached.filter(({ day }) => day >= period.from && day <= period.to),
              own,
            ),
            placesPart(
              hideSmallTogether(countries, () => least),
              { days, least, all },
            ),
          ],
          main: "articles",
          path: `/desk/mine?from=${period.from}&to=${period.to}`,
          definitions: definitionsOf("share", "change", "percentile", "places"),
        },
      };
    }),
};
