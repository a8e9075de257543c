import Link from "next/link";
import { Title } from "@/app/_article/title";
import type { Flag } from "@/lib/integrity/inbox";
import { instantWords, shortDayWords } from "@/lib/usage/words";
import { DayBars } from "./day-bars";
import { daysWords, figuresWords, headline, STATE_WORDS } from "./flag-words";
import styles from "./integrity.module.css";

/** A flag in the list: what stands out, of what, when, and what was decided. */
export function FlagItem({ flag, issn }: { flag: Flag; issn: string }) {
  return (
    <li className={styles.flag}>
      <div>
        <h2>
          <Link prefetch={false} href={`/desk/${issn}/integrity/${flag.id}`}>
            {headline(flag.evidence)}
          </Link>
        </h2>
        <p>
          {flag.title === null ? (
            "The journal as a whole"
          ) : (
            <Title of={{ title: flag.title, titleMarkup: flag.titleMarkup }} />
          )}
        </p>
        <p className={styles.soft}>
          {daysWords(flag)} · {figuresWords(flag)}
        </p>
        <p className={styles.soft}>
          <Decision flag={flag} />
        </p>
      </div>
      <figure>
        <DayBars days={flag.days} from={flag.from} to={flag.to} height={44} />
        <div className={styles.ends} aria-hidden="true">
          <span>{shortDayWords(flag.days[0]?.day ?? flag.from)}</span>
          <span>{shortDayWords(flag.days.at(-1)?.day ?? flag.to)}</span>
        </div>
      </figure>
    </li>
  );
}

/** Who decided what on a flag, and why. */
export function Decision({ flag: { state, decided, decidedBy, reason, raised } }: { flag: Flag }) {
  if (state === "open") return <>Open since {instantWords(raised)}</>;
  return (
    <>
      {STATE_WORDS[state]}
      {decidedBy && (
        <>
          {" by "}
          <bdi>{decidedBy}</bdi>
        </>
      )}
      {decided && ` on ${instantWords(decided)}`}
      {reason && (
        <>
          {": “"}
          <bdi>{reason}</bdi>”
        </>
      )}
    </>
  );
}
