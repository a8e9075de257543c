import type { Journal } from "@/lib/catalog/article";
import type { ListedArticle } from "@/lib/catalog/sql/listing";
import type { Db } from "@/lib/db/connection";
import { groupNoted } from "@/lib/usage/noted";
import { type Annotation, noteRows, type Unshown } from "@/lib/usage/sql/annotations";
import type { Compared } from "./compare-view";
import { articleOf } from "./compared-label";
import type { DeskView } from "./desk-view";

/** Of what is on record, what concerns all lines alike. */
const OF_ALL: readonly Annotation["kind"][] = ["robot list", "restated"];

/** What may explain a comparison: notes of the journal and of what is compared, and changes of how it is counted. */
export async function compareNoted(
  db: Db,
  journal: Journal,
  {
    of,
    articles,
    view,
    unshown,
  }: { of: readonly Compared[]; articles: readonly ListedArticle[]; view: DeskView; unshown: Unshown },
): Promise<Annotation[]> {
  const { from, to } = view;
  const specialIssueIds = of.flatMap((one) => (one.kind === "group" && one.group === "s" ? [Number(one.key)] : []));
  const articleIds = of.flatMap((one) => (one.kind === "article" ? (articleOf(one.doi, articles)?.id ?? []) : []));
  const [onRecord, notes] = await Promise.all([
    groupNoted(db, { journalId: journal.id, specialIssueId: null }, { from, to, unshown: "none" }),
    noteRows(db, { journalId: journal.id, specialIssueIds, articleIds }, { from, to, unshown }),
  ]);
  return [...onRecord.filter(({ kind }) => OF_ALL.includes(kind)), ...notes].sort((a, b) => (a.day < b.day ? -1 : 1));
}
