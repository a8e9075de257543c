import type { NotedDay } from "@/app/_charts/noted-days";
import { dayWords } from "@/app/_charts/words";
import styles from "@/app/_desk/desk.module.css";
import { type DeskView, deskHref } from "@/app/_desk/desk-view";
import { GroupPanel } from "@/app/_desk/group-panel";
import { Tiles } from "@/app/_desk/tiles";
import { ownUsage } from "@/lib/authors/own-usage";
import { sharedDb } from "@/lib/db/shared";

/** Totals and series of some articles together, beside other days. */
export async function OwnSeries({
  ids,
  path,
  view,
  name,
  words,
  noted = [],
}: {
  ids: readonly number[];
  path: string;
  view: DeskView;
  /** Of files, without days and ending. */
  name: string;
  words: { title: string; source: string; sample: boolean };
  /** Days to mark, of one article. */
  noted?: readonly NotedDay[];
}) {
  const db = sharedDb();
  const now = new Date();
  // All there is has nothing before it.
  const days = view.range === "all" ? undefined : view.beside;
  const [usage, before] = await Promise.all([
    ownUsage(db, ids, view, now),
    days ? ownUsage(db, ids, { ...days, interval: view.interval }, now) : undefined,
  ]);
  const known = before && before.recordedSince !== null && before.series.length > 0;
  return (
    <section className={styles.panel} aria-label="Totals and series">
      <Tiles totals={usage.totals} before={known ? before.totals : undefined} compared={days !== undefined} />
      <GroupPanel
        // Another view is another chart: series that were hidden are shown again.
        key={deskHref(path, view)}
        usage={usage}
        beside={
          known && days ? { label: `${dayWords(days.from)} to ${dayWords(days.to)}`, points: before.series } : undefined
        }
        name={`${name}-${usage.from}-${usage.to}`}
        csvHref={deskHref(`${path}/series`, { ...view, range: "custom" })}
        words={words}
        noted={noted}
        frozenHref={view.range === "custom" ? undefined : deskHref(path, view, { range: "custom" })}
      />
    </section>
  );
}
