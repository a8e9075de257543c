import styles from "./reports.module.css";

/** Moments as the place of their rule has them: “Tuesday, 1 December 2026 at 08:00 CET”. */
export function NextDates({ dates, timeZone }: { dates: readonly Date[]; timeZone: string }) {
  const words = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone, weekday: "short", day: "numeric", month: "short", year: "numeric" },
    ...{ hour: "2-digit", minute: "2-digit", timeZoneName: "short" },
  });
  return (
    <p className={styles.dates}>
      Next:{" "}
      {dates.map((date, i) => (
        <span key={date.getTime()}>
          {i > 0 && " · "}
          <time dateTime={date.toISOString()}>{words.format(date)}</time>
        </span>
      ))}
    </p>
  );
}
