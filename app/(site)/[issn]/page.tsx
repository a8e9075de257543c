import type { Metadata } from "next";
import Link from "next/link";
import { ArticleList } from "@/app/_article/article-list";
import { findJournal } from "@/app/_article/find-journal";
import { findSettings } from "@/app/_article/find-settings";
import { FeedLinks } from "@/app/_frame/feed-links";
import { JournalFoot } from "@/app/_frame/journal-foot";
import { SampleNotice } from "@/app/_frame/notice";
import styles from "@/app/_frame/page.module.css";
import { SearchForm } from "@/app/_frame/search-form";
import { feedAlternates } from "@/app/_machines/feed-alternates";
import { articlesByIds, newestArticles } from "@/lib/catalog/articles";
import { issueRows, specialIssueRows } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";
import { MOST_READ_DAYS, mostRead } from "@/lib/usage/standings";
import { dayWords, wholeNumber } from "@/lib/usage/words";

type Props = PageProps<"/[issn]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { title, issn } = await findJournal((await params).issn);
  return { title, alternates: feedAlternates(`/${issn}`, title) };
}

const LATEST_SHOWN = 5;
const MOST_READ_SHOWN = 5;

/** A journal: its current issue, newest articles, volumes and issues, special issues. Looking at it counts nothing. */
export default async function JournalPage({ params }: Props) {
  const journal = await findJournal((await params).issn);
  const issues = await issueRows(sharedDb(), journal.id);
  const specialIssues = await specialIssueRows(sharedDb(), journal.id);
  const latest = await newestArticles(sharedDb(), { journalId: journal.id }, LATEST_SHOWN);
  const { showMostRead } = await findSettings(journal.id);
  const read = showMostRead ? await mostRead(sharedDb(), journal.id, MOST_READ_SHOWN) : undefined;
  const mostReadHere =
    read &&
    (await articlesByIds(
      sharedDb(),
      read.articles.map(({ articleId }) => articleId),
    ));
  const [current] = issues;
  const volumes = [...new Set(issues.map(({ volume }) => volume))];
  return (
    <>
      <h1 className={styles.title}>
        <bdi>{journal.title}</bdi>
      </h1>
      <p className={styles.lead}>
        EISSN {journal.issn} · <bdi>{journal.publisher}</bdi>
      </p>
      {journal.sample && <SampleNotice />}
      <SearchForm of={`Search ${journal.title}`} issn={journal.issn} />
      {current && (
        <p>
          Current issue:{" "}
          <Link
            prefetch={false}
            href={`/${journal.issn}/${encodeURIComponent(current.volume)}/${encodeURIComponent(current.issue)}`}
          >
            Volume {current.volume}, Issue {current.issue} ({current.year})
          </Link>
        </p>
      )}
      {latest.length > 0 && (
        <section aria-labelledby="latest">
          <h2 id="latest">Latest Articles</h2>
          <ArticleList journal={journal} articles={latest} level={3} />
        </section>
      )}
      {mostReadHere && mostReadHere.length > 0 && read && (
        <section aria-labelledby="most-read">
          <h2 id="most-read">Most Read</h2>
          <p className={styles.rule}>
            By full-text reads (COUNTER Total_Item_Requests) of readers from {dayWords(read.from)} to{" "}
            {dayWords(read.through)}, the last {MOST_READ_DAYS} whole days; robots are left out.
          </p>
          <ArticleList
            journal={journal}
            articles={mostReadHere}
            level={3}
            says={({ id }) => {
              const reads = read.articles.find(({ articleId }) => articleId === id)?.totalItemRequests ?? 0;
              return `${wholeNumber(reads)} full-text ${reads === 1 ? "read" : "reads"}`;
            }}
          />
        </section>
      )}
      {volumes.length === 0 && <p>No articles yet.</p>}
      <div className={styles.volumes}>
        {volumes.map((volume) => (
          <section key={volume} aria-labelledby={`volume-${volume}`}>
            <h2 id={`volume-${volume}`}>
              Volume {volume} ({issues.find((issue) => issue.volume === volume)?.year})
            </h2>
            <ul>
              {issues
                .filter((issue) => issue.volume === volume)
                .map(({ issue, articles }) => (
                  <li key={issue}>
                    <Link
                      prefetch={false}
                      href={`/${journal.issn}/${encodeURIComponent(volume)}/${encodeURIComponent(issue)}`}
                    >
                      Issue {issue}: {articles} {articles === 1 ? "article" : "articles"}
                    </Link>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      {specialIssues.length > 0 && (
        <section className={styles.specials} aria-labelledby="special-issues">
          <h2 id="special-issues">Special Issues</h2>
          <ul>
            {specialIssues.map(({ slug, title, articles }) => (
              <li key={slug}>
                <Link prefetch={false} href={`/${journal.issn}/special_issues/${slug}`}>
                  <span>
                    <bdi>{title}</bdi>: {articles} {articles === 1 ? "article" : "articles"}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <FeedLinks page={`/${journal.issn}`} />
      <JournalFoot journal={journal} />
    </>
  );
}
