import Link from "next/link";
import desk from "@/app/_desk/desk.module.css";
import form from "@/app/_forms/form.module.css";
import { FaultNotice } from "@/app/_frame/notice";
import { letterPath } from "@/lib/authors/letter/code";
import { LETTERS_A_DAY } from "@/lib/authors/letter/make";
import { PERIODS } from "@/lib/authors/letter/period";
import { lettersOf } from "@/lib/authors/sql/letters";
import type { OwnArticle } from "@/lib/authors/sql/own";
import type { Day } from "@/lib/calendar/day";
import { sharedDb } from "@/lib/db/shared";
import type { Person } from "@/lib/people/visitor";
import { dayWords } from "@/lib/usage/words";
import styles from "./authors.module.css";

const FAULTS = new Map([
  ["days", "Nothing is on record for these days, or they are none."],
  ["nothing", "Nothing is on record for these days."],
  ["many", `Up to ${LETTERS_A_DAY} letters are made in a day. Come back tomorrow.`],
]);

/** Has a letter made, and shows those that were. */
export async function LettersPanel({
  article,
  person,
  since,
  through,
  state,
}: {
  article: OwnArticle;
  person: Person;
  since: Day | undefined;
  through: Day;
  state: string | undefined;
}) {
  const letters = await lettersOf(sharedDb(), person.id, article.id);
  const fault = FAULTS.get(state ?? "");
  if (since === undefined) return <p className={desk.nothing}>Nothing is on record yet to write a letter of.</p>;
  return (
    <>
      <p className={desk.rule}>
        One page, as a PDF, to go with an application or a report: these figures, what they mean, and an address and a
        QR code by which anybody can verify them. It names you and the article, and whoever has it can open that
        address.
      </p>
      {fault && <FaultNotice>{fault}</FaultNotice>}
      <form method="post" action={`/desk/mine/${article.id}/letter`} className={form.form}>
        <fieldset className={styles.choices}>
          <legend>Of which days</legend>
          {Object.entries(PERIODS).map(([period, words]) => (
            <label key={period}>
              <input type="radio" name="period" value={period} defaultChecked={period === "all"} /> {words}
            </label>
          ))}
          <div className={styles.days}>
            <label>
              From <input type="date" name="from" defaultValue={since} min={since} max={through} />
            </label>
            <label>
              To <input type="date" name="to" defaultValue={through} min={since} max={through} />
            </label>
          </div>
        </fieldset>
        <button type="submit" className={form.button}>
          Make the letter
        </button>
      </form>
      {letters.length > 0 && (
        <>
          <h3>Letters you had made</h3>
          <ul>
            {letters.map(({ code, made, from, to }) => (
              <li key={code}>
                <Link prefetch={false} href={letterPath(code)}>
                  {dayWords(from)} to {dayWords(to)}
                </Link>
                , made on {dayWords(made.toISOString().slice(0, 10))}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
