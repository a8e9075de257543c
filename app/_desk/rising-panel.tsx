import { WideTable } from "@/app/_frame/wide-table";
import { addDays, type Day } from "@/lib/calendar/day";
import { sharedDb } from "@/lib/db/shared";
import { journalSums } from "@/lib/usage/journal-figures";
import { RISING_DAYS, rising } from "@/lib/usage/rising";
import { wholeNumber } from "@/lib/usage/words";
import { ArticleName } from "./article-name";
import styles from "./desk.module.css";
import { articlesOf, type Scope } from "./read-scope";

const SHOWN = 8;

/** Articles that are read more than just before. */
export async function RisingPanel({ scope, through, guest }: { scope: Scope; through: Day; guest: boolean }) {
  const db = sharedDb();
  const from = addDays(through, 1 - RISING_DAYS);
  const [articles, lately, before] = await Promise.all([
    articlesOf(db, scope),
    journalSums(db, scope.journal.id, from, through),
    journalSums(db, scope.journal.id, addDays(from, -RISING_DAYS), addDays(from, -1)),
  ]);
  const rises = rising(articles, ({ id }) => ({
    lately: lately.of(id).totalItemInvestigations,
    before: before.of(id).totalItemInvestigations,
  })).slice(0, SHOWN);
  const rule = (
    <p className={styles.rule}>
      Views and downloads of the last {RISING_DAYS} days beside those of the {RISING_DAYS} before, where the difference
      is more than chance: acceleration, and not totals, which reward age.
    </p>
  );
  if (rises.length === 0)
    return (
      <>
        {rule}
        <p>No article is read markedly more than before.</p>
      </>
    );
  return (
    <>
      {rule}
      <WideTable label="Rising articles">
        <thead>
          <tr>
            <th scope="col">Article</th>
            <th scope="col">Before</th>
            <th scope="col">Lately</th>
          </tr>
        </thead>
        <tbody>
          {rises.map(({ article, lately: now, before: was }) => (
            <tr key={article.id}>
              <th scope="row" className={styles.name}>
                <ArticleName of={article} issn={scope.journal.issn} guest={guest} />
              </th>
              <td>{wholeNumber(was)}</td>
              <td>{wholeNumber(now)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </>
  );
}
