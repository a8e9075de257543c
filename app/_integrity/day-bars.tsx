import type { Day } from "@/lib/calendar/day";
import { shortDayWords, wholeNumber } from "@/lib/usage/words";
import styles from "./integrity.module.css";

const WIDTH = 640;

/** Days as bars, those that a flag is about filled and the others in outline: drawn on the server, told by the table beside it. */
export function DayBars({
  days,
  from,
  to,
  height,
}: {
  days: readonly { day: Day; usage: number }[];
  from: Day;
  to: Day;
  height: number;
}) {
  const most = Math.max(1, ...days.map(({ usage }) => usage));
  const step = WIDTH / Math.max(1, days.length);
  const flagged = days.filter(({ day }) => day >= from && day <= to).map(({ usage }) => usage);
  const label = `Views and downloads by day, ${shortDayWords(days[0]?.day ?? from)} to ${shortDayWords(days.at(-1)?.day ?? to)}: up to ${wholeNumber(most)}, and up to ${wholeNumber(Math.max(0, ...flagged))} on the days in question`;
  return (
    <svg
      className={styles.bars}
      viewBox={`0 0 ${WIDTH} ${height}`}
      height={height}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {days.map(({ day, usage }, i) => {
        const tall = usage === 0 ? 0 : Math.max(1, (usage / most) * (height - 1));
        return (
          <rect
            key={day}
            data-flagged={(day >= from && day <= to) || undefined}
            x={i * step}
            y={height - 1 - tall}
            width={Math.max(0.5, step - 1)}
            height={tall}
          />
        );
      })}
      <line x1="0" x2={WIDTH} y1={height - 0.5} y2={height - 0.5} />
    </svg>
  );
}
