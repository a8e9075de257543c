import { z } from "zod";
import { journalById } from "@/lib/catalog/sql/journals";
import { listingRows } from "@/lib/catalog/sql/listing";
import { journalSpecialIssues } from "@/lib/catalog/sql/special-issues";
import { inSnapshot } from "@/lib/db/snapshot";
import { readShare } from "@/lib/usage/conversion";
import { wholeJournal } from "@/lib/usage/sql/groups";
import { definitionsOf } from "../definitions";
import { figuresOf, readsHeadline } from "../figures";
import { DOCUMENT_FORMATS } from "../format";
import { framed, readFrame } from "../frame";
import type { Kind } from "../kind";
import { articleRows } from "../parts/article-rows";
import { articleTable } from "../parts/article-table";
import { filterWords, parseView, viewAddress, viewFault } from "../view";

const ask = z.strictObject({ what: z.literal("articles"), journalId: z.int().positive(), view: z.string().max(2_000) });

/** Rows that a printed list has: some dozen pages. Files have all. */
const PRINTED = 200;

/** The articles of a journal as a view of the desk's table has them: its filters, its columns, its order. */
export const articles: Kind<typeof ask> = {
  ask,
  formats: DOCUMENT_FORMATS,
  fault: viewFault,
  words: async (db, { journalId, view }) => {
    const journal = await journalById(db, journalId);
    const narrowed = journal ? filterWords(parseView(view).table, await journalSpecialIssues(db, journal.issn)) : "";
    return narrowed === "" ? "Articles" : `Articles (${narrowed})`;
  },
  read: (db, { journalId, view }, at) =>
    inSnapshot(db, async (snapshot) => {
      const frame = await readFrame(snapshot, wholeJournal(journalId), at);
      const { table } = parseView(view);
      const listing = await listingRows(snapshot, journalId);
      const { rows, totals, before } = await articleRows(snapshot, listing, { journalId, ...frame }, table);
      const issues = await journalSpecialIssues(snapshot, frame.journal.issn);
      const narrowed = filterWords(table, issues);
      return {
        form: "document",
        content: {
          ...framed(frame),
          title: "Articles",
          headline: readsHeadline(totals, before),
          figures: figuresOf(totals, before),
          empty: totals.totalItemInvestigations === 0,
          totals,
          of: [
            ["Filter", narrowed || "none"],
            ["Order", `${table.sort}, ${table.descending ? "the most first" : "the least first"}`],
            ["Articles", String(rows.length)],
          ],
          parts: [
            {
              ...{ kind: "figures", totals, before },
              ...{ share: readShare(totals), shareBefore: before && readShare(before) },
            },
            {
              kind: "table",
              table: articleTable(rows, {
                title: narrowed === "" ? "All articles" : `Articles: ${narrowed}`,
                printed: table.columns,
                columns: table.columns,
                most: PRINTED,
                none: "No article of the journal is in this view.",
              }),
            },
          ],
          main: "articles",
          path: `/desk/${frame.journal.issn}/articles?${viewAddress(view, at.period)}`,
          definitions: definitionsOf("share", "change", "percentile"),
        },
      };
    }),
};
