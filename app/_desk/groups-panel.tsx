import Link from "next/link";
import { wholeNumber } from "@/app/_charts/words";
import { WideTable } from "@/app/_metrics/wide-table";
import type { Journal } from "@/lib/catalog/article";
import type { ListedArticle } from "@/lib/catalog/sql/listing";
import { sharedDb } from "@/lib/db/shared";
import { readShare } from "@/lib/usage/conversion";
import { listing } from "@/lib/usage/journal-figures";
import { groupSums } from "@/lib/usage/sql/groups";
import styles from "./desk.module.css";
import { type DeskView, deskHref } from "./desk-view";

const KINDS = [
  { kind: "s", heading: "Special issue", filter: "special-issue", of: (a: ListedArticle) => a.specialIssueId },
  { kind: "c", heading: "Section", filter: "section", of: (a: ListedArticle) => a.section },
  { kind: "t", heading: "Article type", filter: "type", of: (a: ListedArticle) => a.type },
  { kind: "y", heading: "Published in", filter: "year", of: (a: ListedArticle) => a.year },
] as const;

const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0 });

/** What the groups of a journal gathered: each leads to its articles. */
export async function GroupsPanel({ journal, view }: { journal: Journal; view: DeskView }) {
  const db = sharedDb();
  const articles = await listing(db, journal.id);
  const sums = await Promise.all(
    KINDS.map(({ kind }) => groupSums(db, { journalId: journal.id, kind }, view.from, view.to)),
  );
  return KINDS.map(({ kind, heading, filter, of }, i) => {
    const counts = new Map<string, number>();
    const names = new Map<string, string>();
    const slugs = new Map<string, string>();
    for (const article of articles) {
      const key = of(article);
      if (key === null) continue;
      counts.set(String(key), (counts.get(String(key)) ?? 0) + 1);
      names.set(String(key), kind === "s" ? (article.specialIssue ?? "") : String(key));
      if (article.specialIssueSlug !== null) slugs.set(String(key), article.specialIssueSlug);
    }
    const rows = (sums[i] ?? [])
      .filter(({ key }) => counts.has(key))
      .sort((a, b) => (kind === "y" ? Number(b.key) - Number(a.key) : b.totalItemRequests - a.totalItemRequests));
    if (rows.length === 0) return null;
    return (
      <WideTable key={kind} label={`By ${heading.toLowerCase()}`}>
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            <th scope="col">Articles</th>
            <th scope="col">Views and downloads</th>
            <th scope="col">Full-text reads</th>
            <th scope="col">… for each article</th>
            <th scope="col">Read on to the text</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const count = counts.get(row.key) ?? 0;
            const share = readShare(row);
            return (
              <tr key={row.key}>
                <th scope="row" className={styles.name}>
                  <Link
                    prefetch={false}
                    href={
                      kind === "s"
                        ? deskHref(`/desk/${journal.issn}/special-issues/${slugs.get(row.key)}`, view)
                        : deskHref(`/desk/${journal.issn}/articles`, view, {}, [[filter, row.key]])
                    }
                  >
                    <bdi>{names.get(row.key)}</bdi>
                  </Link>
                </th>
                <td>{wholeNumber(count)}</td>
                <td>{wholeNumber(row.totalItemInvestigations)}</td>
                <td>{wholeNumber(row.totalItemRequests)}</td>
                <td>{count === 0 ? "–" : (row.totalItemRequests / count).toFixed(1)}</td>
                <td>{share === undefined ? "–" : percent.format(share)}</td>
              </tr>
            );
          })}
        </tbody>
      </WideTable>
    );
  });
}
