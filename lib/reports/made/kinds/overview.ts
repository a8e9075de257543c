import { z } from "zod";
import { settingsOf, smallNumbersOf } from "@/lib/catalog/settings";
import { journalById } from "@/lib/catalog/sql/journals";
import { listingRows } from "@/lib/catalog/sql/listing";
import { inSnapshot } from "@/lib/db/snapshot";
import { restatedMonths } from "@/lib/reports/sql/restated";
import { sumOf } from "@/lib/usage/measures";
import { hideSmall } from "@/lib/usage/places";
import { groupCountryRows, groupDayRows, wholeJournal } from "@/lib/usage/sql/groups";
import { definitionsOf } from "../definitions";
import { figuresOf, readsHeadline } from "../figures";
import { DOCUMENT_FORMATS } from "../format";
import { framed, readFrame } from "../frame";
import type { Kind } from "../kind";
import { articleRows } from "../parts/article-rows";
import { articleTable } from "../parts/article-table";
import { newestPart } from "../parts/newest";
import { notedPart } from "../parts/noted";
import { placeDays, placesPart } from "../parts/places";
import { restatedPart } from "../parts/restated";
import { risingPart } from "../parts/rising";
import { periodUsage } from "../parts/usage";

const ask = z.strictObject({ what: z.literal("overview"), journalId: z.int().positive() });

const MOST_READ = 20;

/** A journal at a glance, as an editor hands it to a board. */
export const overview: Kind<typeof ask> = {
  ask,
  formats: DOCUMENT_FORMATS,
  fault: async (db, { journalId }) => ((await journalById(db, journalId)) ? undefined : "There is no such journal."),
  words: async () => "Journal overview",
  read: (db, { journalId }, at) =>
    inSnapshot(db, async (snapshot) => {
      const group = wholeJournal(journalId);
      const frame = await readFrame(snapshot, group, at);
      const { journal, period, before, since = period.from, through = period.to } = frame;
      const usage = periodUsage(
        {
          days: await groupDayRows(snapshot, group, period.from, period.to),
          before: before && (await groupDayRows(snapshot, group, before.from, before.to)),
        },
        frame,
        at.now,
      );
      const listing = await listingRows(snapshot, journalId);
      const articles = await articleRows(snapshot, listing, { journalId, period, before });
      const days = placeDays(period, through);
      const least = smallNumbersOf(await settingsOf(snapshot, journalId), at.env);
      const countries = await groupCountryRows(snapshot, group, days.from, days.to);
      const all = sumOf(await groupDayRows(snapshot, group, days.from, days.to)).totalItemInvestigations;
      const whole = { journalId, specialIssueId: null };
      return {
        form: "document",
        content: {
          ...framed(frame),
          title: "Journal overview",
          headline: readsHeadline(usage.totals, usage.before),
          figures: figuresOf(usage.totals, usage.before),
          empty: usage.totals.totalItemInvestigations === 0,
          totals: usage.totals,
          of: [["Articles", String(listing.length)]],
          parts: [
            ...usage.parts,
            {
              kind: "table",
              table: articleTable(articles.rows, {
                title: "Most read articles",
                note: "By full-text reads in the days of this report.",
                printed: ["published", "totalItemInvestigations", "totalItemRequests", "change", "percentile"],
                most: MOST_READ,
                none: "The journal has no articles yet.",
              }),
            },
            await risingPart(snapshot, listing, { journalId, period, through, since }),
            await newestPart(snapshot, listing, { period, through, since }),
            placesPart(hideSmall(countries, least), { days, least, all }),
            restatedPart(await restatedMonths(snapshot, whole, period.from, period.to)),
            await notedPart(snapshot, whole, period),
          ],
          main: "series",
          path: `/desk/${journal.issn}?from=${period.from}&to=${period.to}`,
          definitions: definitionsOf("share", "change", "percentile", "rising", "places", "restated"),
        },
      };
    }),
};
