import { StandingFrame } from "@/app/_charts/standing-frame";
import { WideTable } from "@/app/_frame/wide-table";
import { peersWords } from "@/lib/usage/peer-words";
import { type Comparison, FEWEST_ARTICLES, type Peers, type Standing } from "@/lib/usage/standings";
import { dayWords, ordinal, wholeNumber } from "@/lib/usage/words";
import styles from "./details.module.css";

/** Ages that are told in words; the last one reached is always among them. */
const TOLD = [0, 7, 30, 91, 182, 364, 721, 1085, 1813, 3661];

const REASONS = {
  unknown: "Nothing has been recorded of this article on a whole day yet, so there is nothing to compare.",
  young: "This article is new: its first whole day is compared tomorrow.",
  few: `Fewer than ${FEWEST_ARTICLES} articles of this journal have a record that reaches this age, too few for a comparison.`,
} as const;

/** The article's cumulative figure beside those of its journal at the same age. */
export function StandingSection({ standing, journal }: { standing: Standing; journal: string }) {
  if (standing.kind !== "compared") return <p className={styles.note}>{REASONS[standing.kind]}</p>;
  const { points, origin, day, through, peers, tooFew } = standing;
  const last = points.at(-1);
  if (!last) return <p className={styles.note}>{REASONS.few}</p>;
  const told = points.filter((point) => TOLD.includes(point.age) || point === last);
  const headline = sentence(last, peers);
  return (
    <>
      <p className={styles.headline}>{headline}</p>
      <p className={styles.note}>
        Views and downloads by readers, added up from day 0, which is{" "}
        {origin === "p"
          ? `the day of publication (${dayWords(day)})`
          : `the first day on record (${dayWords(day)}): the record began after the article was published, and it is compared only with such articles`}
        . Others are {peersWords(peers)} of {journal} that have reached the same age. Whole days through{" "}
        {dayWords(through)}.
        {tooFew &&
          ` The journal compares within ${tooFew.of === "type" ? "types" : "sections"}; fewer than ${FEWEST_ARTICLES} ${peersWords(tooFew)} have a record of any such age, so this is among all its articles.`}
      </p>
      <ul className={styles.key} aria-hidden="true">
        <li data-line="own">This article</li>
        <li data-line="median">Median</li>
        <li data-line="band">10th to 90th percentile</li>
      </ul>
      <StandingFrame points={points} label={headline} />
      <WideTable label="Articles of an age, a table">
        <caption className="visually-hidden">Views and downloads by age, beside articles of the same age</caption>
        <thead>
          <tr>
            <th scope="col">Age</th>
            <th scope="col">This article</th>
            <th scope="col">10th</th>
            <th scope="col">Median</th>
            <th scope="col">90th</th>
            <th scope="col">Percentile</th>
          </tr>
        </thead>
        <tbody>
          {told.map((point) => (
            <tr key={point.age}>
              <th scope="row">Day {point.age}</th>
              <td>{wholeNumber(point.total)}</td>
              <td>{wholeNumber(point.tenth)}</td>
              <td>{wholeNumber(point.median)}</td>
              <td>{wholeNumber(point.ninetieth)}</td>
              <td>
                {ordinal(point.percentile)} of {wholeNumber(point.articles)}
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </>
  );
}

/** “Day 30: 82nd percentile of 214 reviews.” */
const sentence = ({ age, percentile, articles }: Comparison, peers: Peers): string =>
  `Day ${age}: ${ordinal(percentile)} percentile of ${wholeNumber(articles)} ${peersWords(peers)}.`;
