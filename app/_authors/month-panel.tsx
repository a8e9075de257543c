import { ChangeWords } from "@/app/_desk/change";
import desk from "@/app/_desk/desk.module.css";
import { WideTable } from "@/app/_frame/wide-table";
import { NotedList } from "@/app/_metrics/noted-list";
import type { Milestone } from "@/lib/authors/milestones";
import { ownSumRows } from "@/lib/authors/sql/figures";
import { monthSoFar } from "@/lib/authors/this-month";
import type { Day } from "@/lib/calendar/day";
import { sharedDb } from "@/lib/db/shared";
import { type Measure, noMeasures } from "@/lib/usage/measures";
import { annotationRows } from "@/lib/usage/sql/annotations";
import { dayWords, wholeNumber } from "@/lib/usage/words";

const ROWS: readonly (readonly [Measure, string])[] = [
  ["totalItemInvestigations", "Views and downloads"],
  ["totalItemRequests", "Full-text reads"],
  ["abstractViews", "Abstract views"],
  ["fullTextViews", "Full-text views"],
  ["pdfDownloads", "PDF downloads"],
];

/** What happened in the month of the last whole day: figures beside as many days of the month before, milestones, and what is on record. */
export async function MonthPanel({
  articleId,
  since,
  through,
  milestones,
}: {
  articleId: number;
  since: Day | undefined;
  through: Day;
  milestones: readonly Milestone[];
}) {
  const db = sharedDb();
  const { month, before } = monthSoFar(through);
  const sums = (from: Day, to: Day) => ownSumRows(db, [articleId], from, to).then(([row]) => row ?? noMeasures());
  const [now, then, annotations] = await Promise.all([
    sums(month.from, month.to),
    sums(before.from, before.to),
    annotationRows(db, articleId, month.from, month.to),
  ]);
  const known = since !== undefined && since <= before.from;
  const reached = milestones.filter(({ day }) => day >= month.from);
  return (
    <>
      <p className={desk.rule}>
        {dayWords(month.from)} to {dayWords(month.to)}, beside {dayWords(before.from)} to {dayWords(before.to)}
      </p>
      <WideTable label="This month, a table">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">This month</th>
            <th scope="col">The month before</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map(([measure, words]) => (
            <tr key={measure}>
              <th scope="row">{words}</th>
              <td>{wholeNumber(now[measure])}</td>
              <td>{known ? wholeNumber(then[measure]) : "–"}</td>
              <td>{known ? <ChangeWords now={now[measure]} before={then[measure]} /> : "not on record in whole"}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      {reached.map(({ milestone, day }) => (
        <p key={milestone}>
          <strong>{wholeNumber(milestone)} views and downloads</strong> were reached on {dayWords(day)}.
        </p>
      ))}
      <NotedList annotations={annotations} />
    </>
  );
}
