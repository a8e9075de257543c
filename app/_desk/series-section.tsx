import type { ReactNode } from "react";
import type { NotedDay } from "@/app/_charts/noted-days";
import type { ArticleUsage } from "@/lib/usage/article-usage";
import { dayWords } from "@/lib/usage/words";
import styles from "./desk.module.css";
import { type DeskView, deskHref } from "./desk-view";
import { GroupPanel } from "./group-panel";
import { Tiles } from "./tiles";

/** Totals and their series, beside those of other days where the view asks for that and anything is on record of them. */
export function SeriesSection({
  usage,
  before,
  path,
  view,
  name,
  words,
  noted,
  freezes,
  children,
}: {
  usage: ArticleUsage;
  /** Of the days it is set beside. */
  before: ArticleUsage | undefined;
  path: string;
  view: DeskView;
  /** Of files, without days and ending. */
  name: string;
  words: { title: string; source: string; sample: boolean };
  /** Days to mark in the chart. */
  noted: readonly NotedDay[];
  /** Whether a link to just these days is offered where they move on with time. */
  freezes: boolean;
  /** What is to be said of the figures. */
  children?: ReactNode;
}) {
  const known = before && before.recordedSince !== null && before.series.length > 0 ? before : undefined;
  return (
    <section className={styles.panel} aria-label="Totals and series">
      <Tiles totals={usage.totals} before={known?.totals} compared={before !== undefined} />
      <GroupPanel
        // Another view is another chart: series that were hidden are shown again.
        key={deskHref(path, view)}
        usage={usage}
        beside={known && { label: `${dayWords(known.from)} to ${dayWords(known.to)}`, points: known.series }}
        name={`${name}-${usage.from}-${usage.to}`}
        csvHref={deskHref(`${path}/series`, view, { range: "custom" })}
        words={words}
        frozenHref={freezes && view.range !== "custom" ? deskHref(path, view, { range: "custom" }) : undefined}
        noted={noted}
      />
      {children}
    </section>
  );
}
