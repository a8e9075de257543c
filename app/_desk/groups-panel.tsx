import type { Journal } from "@/lib/catalog/article";
import type { ListedArticle } from "@/lib/catalog/sql/listing";
import { sharedDb } from "@/lib/db/shared";
import { plainWords } from "@/lib/usage/article-table";
import { journalSums, listing } from "@/lib/usage/journal-figures";
import { keywordSums } from "@/lib/usage/keywords";
import { groupSums } from "@/lib/usage/sql/groups";
import styles from "./desk.module.css";
import { type DeskView, deskHref } from "./desk-view";
import { type GroupRow, GroupTable } from "./group-table";

const KINDS = [
  { kind: "s", heading: "Special issue", filter: "special-issue", of: (a: ListedArticle) => a.specialIssueId },
  { kind: "c", heading: "Section", filter: "section", of: (a: ListedArticle) => a.section },
  { kind: "t", heading: "Article type", filter: "type", of: (a: ListedArticle) => a.type },
  { kind: "y", heading: "Published in", filter: "year", of: (a: ListedArticle) => a.year },
] as const;
const KEYWORDS = 20;

/** What the groups of a journal gathered: each leads to its articles, for those who may follow. */
export async function GroupsPanel({ journal, view, linked }: { journal: Journal; view: DeskView; linked: boolean }) {
  const db = sharedDb();
  const [articles, perArticle, ...sums] = await Promise.all([
    listing(db, journal.id),
    journalSums(db, journal.id, view.from, view.to),
    ...KINDS.map(({ kind }) => groupSums(db, { journalId: journal.id, kind }, view.from, view.to)),
  ]);
  const toArticles = (filter: string, key: string) =>
    linked ? deskHref(`/desk/${journal.issn}/articles`, view, {}, [[filter, key]]) : undefined;
  const tables = KINDS.map(({ kind, heading, filter, of }, i) => {
    const members = grouped(articles, of);
    const rows = (sums[i] ?? []).flatMap((measures): GroupRow[] => {
      const { key } = measures;
      const [first] = members.get(key) ?? [];
      if (!first) return [];
      const special = kind === "s" && linked ? `/desk/${journal.issn}/special-issues/${first.specialIssueSlug}` : "";
      const name = kind === "s" ? (first.specialIssue ?? "") : key;
      const href = special === "" ? toArticles(filter, key) : deskHref(special, view);
      return [{ key, name, href, articles: members.get(key)?.length ?? 0, measures }];
    });
    rows.sort((a, b) =>
      kind === "y" ? Number(b.key) - Number(a.key) : b.measures.totalItemRequests - a.measures.totalItemRequests,
    );
    return <GroupTable key={kind} heading={heading} rows={rows} />;
  });
  const keywords = keywordSums(articles, perArticle, KEYWORDS).map(
    ({ keyword, articles: many, ...measures }): GroupRow => ({
      ...{ key: plainWords(keyword), name: keyword, articles: many, measures },
      href: toArticles("keyword", keyword),
    }),
  );
  return (
    <>
      {tables}
      <GroupTable heading="Keyword" rows={keywords} />
      {keywords.length > 0 && (
        <p className={styles.rule}>
          The {keywords.length} keywords that most articles share. An article stands under each of its own, so that
          keywords do not add up.
        </p>
      )}
    </>
  );
}

function grouped(
  articles: readonly ListedArticle[],
  of: (article: ListedArticle) => string | number | null,
): Map<string, ListedArticle[]> {
  const groups = new Map<string, ListedArticle[]>();
  for (const article of articles) {
    const key = of(article);
    if (key === null) continue;
    const group = groups.get(String(key));
    if (group) group.push(article);
    else groups.set(String(key), [article]);
  }
  return groups;
}
