import { WideTable } from "@/app/_frame/wide-table";
import { addDays, type Day, daysBetween } from "@/lib/calendar/day";
import { sharedDb } from "@/lib/db/shared";
import { articlesDayRows } from "@/lib/usage/sql/articles-days";
import { dayWords, shortDayWords, wholeNumber } from "@/lib/usage/words";
import { ArticleName } from "./article-name";
import styles from "./desk.module.css";
import { articlesOf, type Scope } from "./read-scope";
import { Sparkline } from "./sparkline";

const SHOWN = 8;
const DAYS = 30;

/** The newest articles and how each began. */
export async function NewestPanel({
  scope,
  since,
  through,
  guest,
}: {
  scope: Scope;
  since: Day | undefined;
  through: Day;
  guest: boolean;
}) {
  const db = sharedDb();
  const newest = (await articlesOf(db, scope))
    .filter((article): article is typeof article & { published: Day } => article.published !== null)
    // Of those that came out before the record begins nothing is known, which is not zero.
    .filter(({ published }) => since !== undefined && published >= since && published <= through)
    .sort((a, b) => (a.published < b.published ? 1 : -1))
    .slice(0, SHOWN);
  const [last] = newest.toReversed();
  if (!last) return <p>No article came out since recording began{since ? `, on ${dayWords(since)}` : ""}.</p>;
  const rows = await articlesDayRows(
    db,
    newest.map(({ id }) => id),
    last.published,
    through,
  );
  return (
    <WideTable label="Newest articles">
      <thead>
        <tr>
          <th scope="col">Article</th>
          <th scope="col">Published</th>
          <th scope="col">Days</th>
          <th scope="col">Views and downloads</th>
          <th scope="col">Full-text reads</th>
          <th scope="col">Day by day</th>
        </tr>
      </thead>
      <tbody>
        {newest.map((article) => {
          const end = addDays(article.published, DAYS - 1);
          const days = Math.min(DAYS, daysBetween(article.published, through) + 1);
          const values = Array.from({ length: days }, () => 0);
          let reads = 0;
          for (const row of rows)
            if (row.id === article.id && row.day >= article.published && row.day <= end) {
              values[daysBetween(article.published, row.day)] = row.totalItemInvestigations;
              reads += row.totalItemRequests;
            }
          const views = values.reduce((sum, value) => sum + value, 0);
          return (
            <tr key={article.id}>
              <th scope="row" className={styles.name}>
                <ArticleName of={article} issn={scope.journal.issn} guest={guest} />
              </th>
              <td>{shortDayWords(article.published)}</td>
              <td>{days}</td>
              <td>{wholeNumber(views)}</td>
              <td>{wholeNumber(reads)}</td>
              <td>
                <Sparkline
                  values={values}
                  label={`${wholeNumber(views)} in ${days} days, the most on a day ${wholeNumber(Math.max(...values))}`}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </WideTable>
  );
}
